package config

import (
	"fmt"
	"iter"
	"reflect"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Setting is one setting with its documentation and value, for people and for /status.
type Setting struct {
	Name    string // environment variable
	Type    string // boolean, number or string, as EA v3 calls them
	Default string // "" for none
	Doc     string // one or two sentences, units and range included
	Value   string // "" for not set; "[redacted]" for a secret
	Origin  string // where Value comes from, in words; "default" if nothing sets it
	Secret  bool   // NAME_FILE works too
	Custom  bool   // not a setting of EA v3, or one with another meaning
}

// Settings are all settings with their values, in the order of the fields of Config.
func (c Config) Settings() []Setting {
	var settings []Setting
	for field := range fields() {
		s := Setting{
			Name:    field.Tag.Get("env"),
			Type:    typeName(field.Type),
			Default: field.Tag.Get("envDefault"),
			Doc:     field.Tag.Get("doc"),
			Secret:  isSecret(field.Type),
			Custom:  field.Tag.Get("custom") == "true",
		}
		if value := reflect.ValueOf(c).FieldByIndex(field.Index); !value.IsZero() || s.Default != "" {
			s.Value = display(value.Interface())
		}
		s.Origin = "default"
		if origin, ok := c.Origins[s.Name]; ok {
			s.Origin = origin.String()
		}
		settings = append(settings, s)
	}
	return settings
}

// Reference is the documentation of all settings, as a table in Markdown.
func Reference() string {
	var b strings.Builder
	b.WriteString("| setting | type | default | meaning |\n|---|---|---|---|\n")
	for _, s := range Default().Settings() {
		name, preset := "`"+s.Name+"`", ""
		if s.Secret {
			name += ", `" + s.Name + fileSuffix + "`"
		}
		if s.Default != "" {
			preset = "`" + s.Default + "`"
		}
		doc := strings.ReplaceAll(s.Doc, "|", `\|`)
		if s.Custom {
			doc += " *(ours)*"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, s.Type, preset, doc)
	}
	return b.String()
}

// fields are the fields of Config that are settings, in order.
func fields() iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for _, field := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
			if field.Tag.Get("env") != "" && !yield(field) {
				return
			}
		}
	}
}

func isSecret(t reflect.Type) bool {
	return t == reflect.TypeFor[Secret]() || t == reflect.TypeFor[[]Secret]()
}

// typeName is EA v3's name of a type.
func typeName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[Milliseconds]():
		return "number"
	case t == reflect.TypeFor[LogLevel]():
		return "string"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Uint16, reflect.Uint64:
		return "number"
	default:
		return "string"
	}
}

// display is a value as it would be written in the environment, secrets redacted.
func display(value any) string {
	switch v := value.(type) {
	case []Secret:
		return redacted
	case []string:
		return strings.Join(v, ",")
	case common.Address:
		return v.Hex()
	case time.Time:
		return v.Format(time.RFC3339Nano)
	default:
		return fmt.Sprint(v)
	}
}
