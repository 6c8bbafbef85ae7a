// Package openapi has as much of the OpenAPI description format as the adapter's routes need, and makes schemas of Go
// types. It describes; it checks nothing.
//
// Source: OpenAPI Specification 3.0.3
package openapi

import (
	"slices"
	"strconv"
)

// Version is the version of the format.
const Version = "3.0.3"

// Document describes an API.
type Document struct {
	OpenAPI    string          `json:"openapi"`
	Info       Info            `json:"info"`
	Paths      map[string]Path `json:"paths"`
	Components Components      `json:"components"`
}

// Info says what the API is.
type Info struct {
	Title       string `json:"title"`
	Version     string `json:"version"`
	Description string `json:"description,omitempty"`
}

// Path is the operations of a path, by method in lower case.
type Path map[string]*Operation

// Components are what others refer to by name.
type Components struct {
	Schemas         map[string]*Schema        `json:"schemas"`
	SecuritySchemes map[string]SecurityScheme `json:"securitySchemes,omitempty"`
}

// SecurityScheme says how a client proves who it is.
type SecurityScheme struct {
	Type        string `json:"type"`
	Scheme      string `json:"scheme"`
	Description string `json:"description,omitempty"`
}

// Operation is what a method of a path does.
type Operation struct {
	OperationID string                `json:"operationId"`
	Summary     string                `json:"summary"`
	Description string                `json:"description,omitempty"`
	Parameters  []Parameter           `json:"parameters,omitempty"`
	RequestBody *Body                 `json:"requestBody,omitempty"`
	Responses   map[string]Response   `json:"responses"`
	Security    []map[string][]string `json:"security,omitempty"`
}

// Parameter is one of a URL.
type Parameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"` // path or query
	Description string  `json:"description,omitempty"`
	Required    bool    `json:"required,omitempty"`
	Schema      *Schema `json:"schema"`
}

// Body is a request's body, by media type.
type Body struct {
	Required bool             `json:"required,omitempty"`
	Content  map[string]Media `json:"content"`
}

// Media is a body of one media type.
type Media struct {
	Schema  *Schema `json:"schema,omitempty"`
	Example any     `json:"example,omitempty"`
}

// Response is an answer with one status.
type Response struct {
	Description string            `json:"description"`
	Headers     map[string]Header `json:"headers,omitempty"`
	Content     map[string]Media  `json:"content,omitempty"`
}

// Header is one of an answer.
type Header struct {
	Description string  `json:"description,omitempty"`
	Schema      *Schema `json:"schema"`
}

// Schema says what a JSON value may be.
type Schema struct {
	Ref                  string             `json:"$ref,omitempty"`
	Type                 string             `json:"type,omitempty"`
	Format               string             `json:"format,omitempty"`
	Description          string             `json:"description,omitempty"`
	Nullable             bool               `json:"nullable,omitempty"`
	Enum                 []any              `json:"enum,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	Minimum              *float64           `json:"minimum,omitempty"`
	Maximum              *float64           `json:"maximum,omitempty"`
	MinLength            int                `json:"minLength,omitempty"`
	MaxLength            int                `json:"maxLength,omitempty"`
	MinItems             int                `json:"minItems,omitempty"`
	Items                *Schema            `json:"items,omitempty"`
	Properties           map[string]*Schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	OneOf                []*Schema          `json:"oneOf,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"` // false, or a *Schema of every other
}

// Ref refers to a schema of the components.
func Ref(name string) *Schema { return &Schema{Ref: "#/components/schemas/" + name} }

// String is a text.
func String(description string) *Schema { return &Schema{Type: "string", Description: description} }

// Pattern is a text of a form.
func Pattern(pattern, description string) *Schema {
	return &Schema{Type: "string", Pattern: pattern, Description: description}
}

// Enum is one of some texts.
func Enum[T ~string](description string, values ...T) *Schema {
	s := &Schema{Type: "string", Description: description}
	for _, value := range values {
		s.Enum = append(s.Enum, string(value))
	}
	return s
}

// Integer is a whole number from least to most, both included.
func Integer(least, most float64, description string) *Schema {
	return &Schema{Type: "integer", Minimum: &least, Maximum: &most, Description: description}
}

// Object has these properties and no others; each is there but those that optional names.
func Object(properties map[string]*Schema, optional ...string) *Schema {
	s := &Schema{Type: "object", Properties: properties, AdditionalProperties: false}
	for name := range properties {
		if !slices.Contains(optional, name) {
			s.Required = append(s.Required, name)
		}
	}
	slices.Sort(s.Required)
	return s
}

// Array is a list.
func Array(items *Schema) *Schema { return &Schema{Type: "array", Items: items} }

// JSON is a body of JSON.
func JSON(schema *Schema) map[string]Media {
	return map[string]Media{"application/json": {Schema: schema}}
}

// Status is the key of a response.
func Status(code int) string { return strconv.Itoa(code) }
