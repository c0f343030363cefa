package discordtest

// Discord's limits of components.
const (
	maxRows          = 5
	maxButtons       = 5
	maxLabel         = 80
	maxCustomID      = 100
	maxButtonURL     = 512
	maxSelectOptions = 25
	maxSelectText    = 100
	maxPlaceholder   = 150
	maxNested        = 40
	maxModalTitle    = 45
	maxInputLabel    = 45
	maxInputValue    = 4000
)

// components checks the rows of a message.
func (k *checker) components(o object) {
	rows := objects(o, "components")
	v2 := number(o, "flags")&componentsV2Flag != 0
	if len(rows) > maxRows && !v2 {
		k.refuse("components.rows", "%d rows, %d are allowed", len(rows), maxRows)
	}
	if n := nested(rows); n > maxNested {
		k.refuse("components.count", "%d components, %d are allowed", n, maxNested)
	}
	ids := map[string]bool{}
	for _, row := range rows {
		t := number(row, "type")
		switch {
		case t == componentRow:
			k.row(row, ids)
		case !v2:
			k.refuse("components.v2", "type %d at the top needs the flag IS_COMPONENTS_V2", t)
		default:
			k.inside(row, ids)
		}
	}
}

func nested(components []object) int {
	n := len(components)
	for _, c := range components {
		n += nested(objects(c, "components"))
		if has(c, "accessory") {
			n++
		}
	}
	return n
}

// inside looks into a container or section for what has rules of its own.
func (k *checker) inside(o object, ids map[string]bool) {
	for _, c := range append(objects(o, "components"), child(o, "accessory")) {
		switch number(c, "type") {
		case componentRow:
			k.row(c, ids)
		case componentButton:
			k.button(c, ids)
		default:
			if c != nil {
				k.inside(c, ids)
			}
		}
	}
}

// row checks up to five buttons or one menu.
func (k *checker) row(row object, ids map[string]bool) {
	members := objects(row, "components")
	buttons := 0
	for _, c := range members {
		switch t := number(c, "type"); t {
		case componentButton:
			buttons++
			k.button(c, ids)
		case componentSelect, 5, 6, 7, 8:
			k.menu(c, ids)
		default:
			k.refuse("row.member", "type %d does not go in a row of a message", t)
		}
	}
	switch others := len(members) - buttons; {
	case len(members) == 0:
		k.refuse("row.empty", "a row without components")
	case buttons > maxButtons:
		k.refuse("row.buttons", "%d buttons in a row, %d are allowed", buttons, maxButtons)
	case others > 1 || others == 1 && buttons > 0:
		k.refuse("row.menu", "a menu takes a row for itself")
	}
}

// customID checks presence, length and that no other component of the message has it.
func (k *checker) customID(c object, ids map[string]bool) {
	id := text(c, "custom_id")
	switch {
	case length(id) == 0 || length(id) > maxCustomID:
		k.refuse("custom_id", "%q has %d characters, 1 to %d are allowed", id, length(id), maxCustomID)
	case ids[id]:
		k.refuse("custom_id.same", "%q is there twice", id)
	}
	ids[id] = true
}

const (
	styleLink    = 5
	stylePremium = 6
)

func (k *checker) button(b object, ids map[string]bool) {
	style := number(b, "style")
	if n := length(text(b, "label")); n > maxLabel {
		k.refuse("button.label", "%d characters, %d are allowed", n, maxLabel)
	}
	if style < 1 || style > stylePremium {
		k.refuse("button.style", "style %d", style)
	}
	if style != stylePremium && length(text(b, "label")) == 0 && !has(b, "emoji") {
		k.refuse("button.blank", "a button with neither label nor emoji")
	}
	switch {
	case style == stylePremium:
	case style != styleLink && has(b, "url"):
		k.refuse("button.url", "only a link button has a url")
	case style != styleLink:
		k.customID(b, ids)
	case has(b, "custom_id"):
		k.refuse("button.url", "a link button has no custom_id")
	case !has(b, "url"):
		k.refuse("button.url", "a link button without url")
	default:
		k.link("button.url", text(b, "url"), "http", "https", "discord")
		if n := length(text(b, "url")); n > maxButtonURL {
			k.refuse("button.url", "%d characters, %d are allowed", n, maxButtonURL)
		}
	}
}

func (k *checker) menu(m object, ids map[string]bool) {
	k.customID(m, ids)
	if n := length(text(m, "placeholder")); n > maxPlaceholder {
		k.refuse("menu.placeholder", "%d characters, %d are allowed", n, maxPlaceholder)
	}
	options := objects(m, "options")
	if number(m, "type") == componentSelect && (len(options) == 0 || len(options) > maxSelectOptions) {
		k.refuse("menu.options", "%d options, 1 to %d are allowed", len(options), maxSelectOptions)
	}
	values := map[string]bool{}
	for _, o := range options {
		for _, key := range []string{"label", "value", "description"} {
			n := length(text(o, key))
			if n > maxSelectText || n == 0 && key != "description" {
				k.refuse("menu.option", "%s has %d characters, %d are allowed", key, n, maxSelectText)
			}
		}
		if values[text(o, "value")] {
			k.refuse("menu.option.same", "value %q is there twice", text(o, "value"))
		}
		values[text(o, "value")] = true
	}
	least, most := int64(1), int64(1)
	if has(m, "min_values") {
		least = number(m, "min_values")
	}
	if has(m, "max_values") {
		most = number(m, "max_values")
	}
	if least < 0 || least > most || most < 1 || most > maxSelectOptions || most > int64(len(options)) && len(options) > 0 {
		k.refuse("menu.values", "%d to %d values of %d options", least, most, len(options))
	}
}

// callback checks an answer to an interaction, but not what depends on the interaction: see postCallback.
func (k *checker) callback(c *call) {
	k.known("callback", c.body)
	data := child(c.body, "data")
	switch kind := number(c.body, "type"); kind {
	case callbackMessage:
		k.message(c, data, callback)
	case callbackUpdate:
		k.message(c, data, editMessage)
	case callbackDefer:
		if flags := number(data, "flags"); flags&^ephemeralFlag != 0 {
			k.warn("defer.flags", "a defer takes only the flag EPHEMERAL, got %d", flags)
		}
		if !empty(data) {
			k.warn("defer.content", "a defer shows nothing: its content is lost")
		}
	case callbackDeferUpdate:
	case callbackAutocomplete:
		k.known("autocomplete", data)
		k.choices("autocomplete", data)
	case callbackModal:
		k.modal(data)
	default:
		k.refuse("callback.type", "unknown type %d", kind)
	}
}

func (k *checker) modal(o object) {
	k.known("modal", o)
	if n := length(text(o, "title")); n == 0 || n > maxModalTitle {
		k.refuse("modal.title", "%d characters, 1 to %d are allowed", n, maxModalTitle)
	}
	k.customID(o, map[string]bool{})
	ids := map[string]bool{}
	fields := inputs(o)
	if rows := len(objects(o, "components")); rows == 0 || rows > maxRows {
		k.refuse("modal.rows", "%d rows, 1 to %d are allowed", rows, maxRows)
	}
	for _, c := range fields {
		k.customID(c, ids)
		if n := length(text(c, "label")); n > maxInputLabel {
			k.refuse("modal.label", "%d characters, %d are allowed", n, maxInputLabel)
		}
		if n := length(text(c, "value")); n > maxInputValue {
			k.refuse("modal.value", "%d characters, %d are allowed", n, maxInputValue)
		}
		if n := length(text(c, "placeholder")); n > maxSelectText {
			k.refuse("modal.placeholder", "%d characters, %d are allowed", n, maxSelectText)
		}
	}
}
