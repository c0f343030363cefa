package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/joho/godotenv"

	"example.org/briefbot/corpus"
)

// config is what the environment says. Flags that set the same are applied on top of it.
type config struct {
	Token       string // secret: never printed
	TokenFile   string
	AppID       string
	GuildID     string
	APIURL      string // base of a Discord-compatible REST interface; empty: Discord's own
	Data        string // the data directory, absolute
	DatabaseURL string // empty: briefbot.db in Data
	HTTP        string // address of health and metrics; empty: off
	Corpus      string // a directory to watch, absolute; empty: none
	Fetch       fetchConfig
	Log         logConfig

	around func(corpus.Store) corpus.Store // see console
}

// fetchConfig says whether web addresses may be fetched, and whom to ask about it.
type fetchConfig struct {
	Off     bool
	Contact string // an address or page at which the operator is reached; empty: none
}

type logConfig struct {
	Level slog.Level
	JSON  bool
}

// The environment variables that the program reads, beside those of Go and of the proxy standard.
const (
	envToken     = "DISCORD_TOKEN"
	envTokenFile = "DISCORD_TOKEN_FILE"
	envAppID     = "DISCORD_APP_ID"
	envGuildID   = "DISCORD_GUILD_ID"
	envAPIURL    = "DISCORD_API_URL"
	envData      = "BRIEFBOT_DATA"
	envDatabase  = "DATABASE_URL"
	envHTTP      = "BRIEFBOT_HTTP"
	envLog       = "BRIEFBOT_LOG"
	envCorpus    = "BRIEFBOT_CORPUS"
	envFetch     = "BRIEFBOT_FETCH"
)

// loadConfig reads .env in dir and then env, which wins wherever it sets a variable, even to nothing.
func loadConfig(dir string, env func(string) (string, bool)) (config, error) {
	file, err := readDotenv(filepath.Join(dir, ".env"))
	if err != nil {
		return config{}, err
	}
	get := func(name string) string {
		if v, ok := env(name); ok {
			return strings.TrimSpace(v)
		}
		return strings.TrimSpace(file[name])
	}
	c := config{
		Token: get(envToken), TokenFile: get(envTokenFile), AppID: get(envAppID), GuildID: get(envGuildID),
		APIURL: strings.TrimSuffix(get(envAPIURL), "/"), Data: get(envData), DatabaseURL: get(envDatabase), HTTP: get(envHTTP),
	}
	if c.Data == "" {
		c.Data = defaultData(env)
	}
	if !filepath.IsAbs(c.Data) {
		c.Data = filepath.Join(dir, c.Data)
	}
	if c.Corpus = get(envCorpus); c.Corpus != "" && !filepath.IsAbs(c.Corpus) {
		c.Corpus = filepath.Join(dir, c.Corpus)
	}
	if c.Log, err = parseLog(get(envLog)); err != nil {
		return config{}, err
	}
	if c.Fetch, err = parseFetch(get(envFetch)); err != nil {
		return config{}, err
	}
	if c.Token == "" && c.TokenFile != "" {
		b, err := os.ReadFile(c.TokenFile)
		if err != nil {
			return config{}, fmt.Errorf("%s: %w", envTokenFile, err)
		}
		c.Token = strings.TrimSpace(string(b))
	}
	return c, c.validate()
}

func readDotenv(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	m, err := godotenv.UnmarshalBytes(b)
	if err != nil {
		// The library quotes the line it stumbled on, which may be a secret: it is left out.
		return nil, fmt.Errorf("%s is not a list of NAME=value lines: compare it with .env.example", path)
	}
	return m, nil
}

// defaultData is systemd's state directory, else the user's.
func defaultData(env func(string) (string, bool)) string {
	if v, ok := env("STATE_DIRECTORY"); ok && v != "" {
		first, _, _ := strings.Cut(v, ":") // systemd lists several, the first is ours
		return first
	}
	if v, ok := env("XDG_STATE_HOME"); ok && filepath.IsAbs(v) {
		return filepath.Join(v, "briefbot")
	}
	if v, ok := env("HOME"); ok && v != "" && xdg.Home != v {
		return filepath.Join(v, ".local", "state", "briefbot") // HOME was changed after the library looked
	}
	return filepath.Join(xdg.StateHome, "briefbot")
}

func parseLog(s string) (logConfig, error) {
	var c logConfig
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return r == ',' || r == ' ' }) {
		switch word {
		case "json":
			c.JSON = true
		case "text":
			c.JSON = false
		default:
			if err := c.Level.UnmarshalText([]byte(word)); err != nil {
				return c, fmt.Errorf("%s: %q is neither a level (debug, info, warn, error) nor a format (text, json)", envLog, word)
			}
		}
	}
	return c, nil
}

func parseFetch(s string) (fetchConfig, error) {
	var c fetchConfig
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch strings.ToLower(word) {
		case "on", "true", "yes", "1":
			c.Off = false
		case "off", "false", "no", "0":
			c.Off = true
		default:
			if !strings.Contains(word, "@") && !strings.Contains(word, "://") {
				return c, fmt.Errorf("%s: %q is neither on nor off nor a contact such as desk@team.example", envFetch, word)
			}
			c.Contact = word
		}
	}
	return c, nil
}

func (c config) validate() error {
	for _, id := range []struct{ name, value string }{{envAppID, c.AppID}, {envGuildID, c.GuildID}} {
		if strings.Trim(id.value, "0123456789") != "" {
			return fmt.Errorf("%s: %q is not an id of digits only; copy it from Discord's developer portal", id.name, id.value)
		}
	}
	if c.APIURL != "" {
		u, err := url.Parse(c.APIURL)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return fmt.Errorf("%s: %q is no address such as http://127.0.0.1:8080/api/v9", envAPIURL, c.APIURL)
		}
	}
	return nil
}

// dsn is where the documents are kept.
func (c config) dsn() string {
	if c.DatabaseURL != "" {
		return c.DatabaseURL
	}
	return filepath.Join(c.Data, "briefbot.db")
}
