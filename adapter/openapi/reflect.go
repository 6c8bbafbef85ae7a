package openapi

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Of is the schema of what encoding/json makes of a T: of its fields, nested ones too. A pointer or an any may be null;
// a field with omitempty may be missing.
func Of[T any]() *Schema { return of(reflect.TypeFor[T]()) }

func of(t reflect.Type) *Schema {
	switch t {
	case reflect.TypeFor[time.Time]():
		return &Schema{Type: "string", Format: "date-time"}
	case reflect.TypeFor[json.RawMessage]():
		return &Schema{Nullable: true}
	}
	switch t.Kind() {
	case reflect.Bool:
		return &Schema{Type: "boolean"}
	case reflect.Float32, reflect.Float64:
		return &Schema{Type: "number"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &Schema{Type: "integer"}
	case reflect.String:
		return &Schema{Type: "string"}
	case reflect.Slice, reflect.Array:
		return Array(of(t.Elem()))
	case reflect.Map:
		return &Schema{Type: "object", AdditionalProperties: of(t.Elem())}
	case reflect.Pointer:
		s := of(t.Elem())
		s.Nullable = true
		return s
	case reflect.Struct:
		return ofStruct(t)
	default:
		return &Schema{Nullable: true} // anything
	}
}

func ofStruct(t reflect.Type) *Schema {
	properties := map[string]*Schema{}
	var optional []string
	for _, field := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || field.Anonymous || name == "-" {
			continue
		}
		if name == "" {
			name = field.Name
		}
		properties[name] = of(field.Type)
		if slices.Contains(strings.Split(options, ","), "omitempty") {
			optional = append(optional, name)
		}
	}
	return Object(properties, optional...)
}
