package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine, and there without a system database

	"github.com/ethereum/go-ethereum/common"
	"github.com/pelletier/go-toml/v2"

	"github.com/link4health/link4health/adapter/score"
)

// Mapping says what the data do not: which cities there are, which citizen lives
// where, and what some files hold. It is an assumption of whoever writes it, and
// readings of citizens are placed in time by it: wearables write local times
// without a zone, and the zone is that of the citizen's city.
type Mapping struct {
	Cities   []City     `toml:"city"`
	Citizens []Citizen  `toml:"citizen"`
	Files    []FileRule `toml:"file"`
}

// City is a city with sensors or citizens.
type City struct {
	ID       string `toml:"id"` // "bengaluru"; no spaces
	Name     string `toml:"name"`
	Country  string `toml:"country"`
	TimeZone string `toml:"time_zone"` // IANA name, "Asia/Kolkata"
}

// Citizen is a person whose readings are imported.
type Citizen struct {
	UserID  string `toml:"user_id"` // as the data name the person; quoted, since it is no number
	City    string `toml:"city"`    // id of a declared city
	Subject string `toml:"subject"` // address on chain, 0x…; empty if there is none
}

// FileRule says what a file does not say itself. The first rule whose pattern
// matches a file holds for it.
type FileRule struct {
	// Pattern is compared with the last elements of the file's path, as many as it
	// has itself: "nasa_*" with the name, "2016-*/daily*" with folder and name.
	// Standard input is called "stdin". Syntax: path.Match.
	Pattern string       `toml:"pattern"`
	City    string       `toml:"city"`   // id of a declared city, for city files that name none
	Metric  score.Metric `toml:"metric"` // for files that do not say what they measure
	Format  string       `toml:"format"` // instead of telling it by the file's beginning
	Export  string       `toml:"export"` // instead of the date range in the folder's name
}

// maxID bounds an identifier of a citizen or city, in bytes.
const maxID = 64

// maxExport bounds the name of an export, which becomes part of a source.
const maxExport = 40

// LoadMapping reads a mapping file. Errors name the file and all its faults.
func LoadMapping(name string) (Mapping, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping: %w", err)
	}
	m, err := ParseMapping(data)
	if err != nil {
		return Mapping{}, fmt.Errorf("mapping %s: %w", name, err)
	}
	return m, nil
}

// ParseMapping reads a mapping file's contents, TOML. An unknown key is an error.
// Errors name all faults with their line or the number of their table.
func ParseMapping(data []byte) (Mapping, error) {
	var m Mapping
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&m)
	var unknown *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		return Mapping{}, unknownKeys(unknown)
	case errors.As(err, &syntax):
		line, _ := syntax.Position()
		return Mapping{}, fmt.Errorf("line %d: %w", line, err)
	case err != nil:
		return Mapping{}, err
	}
	return m, m.Validate()
}

// unknownKeys names each unknown key with its line.
func unknownKeys(err *toml.StrictMissingError) error {
	var faults []error
	for i := range err.Errors {
		line, _ := err.Errors[i].Position()
		faults = append(faults, fmt.Errorf("line %d: unknown key %q", line, strings.Join(err.Errors[i].Key(), ".")))
	}
	return errors.Join(faults...)
}

// Validate returns all faults of m, or nil. Citizens are named by their number,
// from 1, and not by their identifier.
func (m Mapping) Validate() error {
	_, err := m.resolve()
	return err
}

// directory is a mapping ready for use.
type directory struct {
	cities   map[string]*time.Location
	citizens map[string]*time.Location
	rules    []FileRule
}

// resolve loads the time zones of m. Returns all faults.
func (m Mapping) resolve() (directory, error) {
	d := directory{cities: map[string]*time.Location{}, citizens: map[string]*time.Location{}, rules: m.Files}
	var faults []error
	fault := func(table string, i int, err error) {
		if err != nil {
			faults = append(faults, fmt.Errorf("[[%s]] %d: %w", table, i+1, err))
		}
	}
	for i, c := range m.Cities {
		fault("city", i, d.addCity(c))
	}
	subjects := map[common.Address]bool{}
	for i, c := range m.Citizens {
		fault("citizen", i, d.addCitizen(c, subjects))
	}
	for i, r := range m.Files {
		fault("file", i, d.checkRule(r))
	}
	return d, errors.Join(faults...)
}

// addCity adds a city's zone.
func (d directory) addCity(c City) error {
	if c.ID == "" || c.Name == "" || c.Country == "" {
		return errors.New("id, name and country are needed")
	}
	if !isToken(c.ID, maxID) {
		return fmt.Errorf("id must be at most %d ASCII letters, digits and signs without spaces", maxID)
	}
	if d.cities[c.ID] != nil {
		return fmt.Errorf("city %q is declared twice", c.ID)
	}
	if c.TimeZone == "" || c.TimeZone == "Local" {
		return errors.New(`time_zone must be an IANA name such as "Asia/Kolkata"`)
	}
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return fmt.Errorf("time_zone %q is no IANA name such as \"Asia/Kolkata\"", c.TimeZone)
	}
	d.cities[c.ID] = zone
	return nil
}

// addCitizen adds a citizen's zone.
func (d directory) addCitizen(c Citizen, subjects map[common.Address]bool) error {
	if c.UserID == "" || !isToken(c.UserID, maxID) {
		return fmt.Errorf("user_id is needed, at most %d ASCII letters, digits and signs without spaces", maxID)
	}
	if d.citizens[c.UserID] != nil {
		return errors.New("user_id is declared twice")
	}
	zone := d.cities[c.City]
	if zone == nil {
		return fmt.Errorf("city %q is not declared by a [[city]]", c.City)
	}
	d.citizens[c.UserID] = zone
	if c.Subject == "" {
		return nil
	}
	if !isAddress(c.Subject) {
		return errors.New("subject is no address: 0x and 40 hex digits; if letter cases are mixed, the checksum must fit")
	}
	address := common.HexToAddress(c.Subject)
	if subjects[address] {
		return errors.New("subject belongs to another citizen already")
	}
	subjects[address] = true
	return nil
}

// isAddress reports whether text is an address, with the right checksum if letter
// cases are mixed.
//
// Source: EIP-55.
func isAddress(text string) bool {
	if !strings.HasPrefix(text, "0x") || !common.IsHexAddress(text) {
		return false
	}
	digits := text[2:]
	mixed := digits != strings.ToLower(digits) && digits != strings.ToUpper(digits)
	return !mixed || common.HexToAddress(text).Hex() == text
}

// checkRule returns what is wrong with a rule.
func (d directory) checkRule(r FileRule) error {
	if _, err := path.Match(r.Pattern, ""); err != nil || r.Pattern == "" {
		return errors.New(`pattern must be a file name, in which * and ? stand for others`)
	}
	if r.City != "" && d.cities[r.City] == nil {
		return fmt.Errorf("city %q is not declared by a [[city]]", r.City)
	}
	if _, known := score.Define(r.Metric); r.Metric != "" && !known {
		return fmt.Errorf("metric %q is not known", r.Metric)
	}
	if r.Format != "" {
		if _, err := FormatNamed(r.Format); err != nil {
			return err
		}
	}
	return checkExport(r.Export)
}

// checkExport returns an error unless name can be part of a source.
func checkExport(name string) error {
	if !isToken(name, maxExport) {
		return fmt.Errorf("export must be at most %d ASCII letters, digits and signs without spaces", maxExport)
	}
	return nil
}

// isToken reports whether text is at most limit printable ASCII signs other than
// the space.
func isToken(text string, limit int) bool {
	return len(text) <= limit && !strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c > '~' })
}

// rule returns the first rule that matches a file's path, or a zero one.
func (d directory) rule(name string) FileRule {
	for _, r := range d.rules {
		if matches(r.Pattern, name) {
			return r
		}
	}
	return FileRule{}
}

// matches compares pattern with as many last elements of name as it has itself.
func matches(pattern, name string) bool {
	elements := strings.Split(name, "/")
	if n := strings.Count(pattern, "/") + 1; n < len(elements) {
		elements = elements[len(elements)-n:]
	}
	ok, err := path.Match(pattern, strings.Join(elements, "/"))
	return ok && err == nil
}
