package picture

import (
	"fmt"
	"image/color"
)

// Theme is a set of colours.
type Theme string

// The themes. Dark is that of Discord's own default.
const (
	Dark  Theme = "dark"
	Light Theme = "light"
)

// ParseTheme reads a theme's name; "" is Dark.
func ParseTheme(s string) (Theme, error) {
	switch t := Theme(s); t {
	case "":
		return Dark, nil
	case Dark, Light:
		return t, nil
	}
	return "", fmt.Errorf("%q is no theme; want dark or light", s)
}

// colors gives each ink its colour. Text on paper has a contrast of 4.5 to 1 or more (WCAG 2.2, AA).
func (t Theme) colors() map[ink]color.RGBA {
	if t == Light {
		return map[ink]color.RGBA{
			paper: hex(0xffffff), plain: hex(0x1e1f22), faint: hex(0x55585f), ground: hex(0xe3e5e8), edge: hex(0xa3a7af),
			past: hex(0x1f66a8), ongoing: hex(0x1a7347), planned: hex(0x8f5300), gone: hex(0x6b5a86), against: hex(0xb3261e),
		}
	}
	return map[ink]color.RGBA{
		paper: hex(0x2b2d31), plain: hex(0xf2f3f5), faint: hex(0xb9bec6), ground: hex(0x43464d), edge: hex(0x80848e),
		past: hex(0x6cb4f0), ongoing: hex(0x57d195), planned: hex(0xf3bd4e), gone: hex(0xc4b0e6), against: hex(0xff8f86),
	}
}

func hex(rgb uint32) color.RGBA {
	return color.RGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255}
}
