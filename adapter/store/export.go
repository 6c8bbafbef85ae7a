package store

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/ucum"
)

// What an export says of itself.
const (
	ExportFormat  = "link4health-citizen-export"
	ExportVersion = 1
)

// exportPage is how many readings are read at a time.
const exportPage = 1000

// exportTime is RFC 3339 in UTC with the microseconds that are stored.
const exportTime = "2006-01-02T15:04:05.000000Z"

// exportCity is a person's city in an export.
type exportCity struct {
	CityID   string `json:"cityId"`
	Name     string `json:"name"`
	Country  string `json:"country"`
	TimeZone string `json:"timeZone"`
}

// exportRecord is a record in an export.
type exportRecord struct {
	RecordID string `json:"recordId"`
	Location string `json:"location"`
	KeyID    string `json:"keyId"` // of the key that encrypts the location here
}

// exportRelease is one handing out of a record's location in an export.
type exportRelease struct {
	RequestID  string `json:"requestId"`
	RecordID   string `json:"recordId"`
	PublicKey  string `json:"publicKey"`
	Sealed     string `json:"sealed"`
	ReleasedAt string `json:"releasedAt"`
}

// exportAudit is an audit entry in an export.
type exportAudit struct {
	At        string `json:"at"`
	Action    string `json:"action"`
	RecordID  string `json:"recordId"`
	RequestID string `json:"requestId"`
	Detail    string `json:"detail"`
}

// exportReading is a reading in an export, in the form in which POST /v1/readings and an import take it.
type exportReading struct {
	UserID     string       `json:"userId"`
	Metric     score.Metric `json:"metric"`
	Value      score.Value  `json:"value"`
	Unit       string       `json:"unit"`
	ObservedAt string       `json:"observedAt"`
	Period     int64        `json:"period"` // seconds
	Source     string       `json:"source"`
}

// Export writes all that the store holds of one person to w as one JSON object: profile, patient's address, records
// with their locations in the clear, releases, audit entries of the records and, last and one a line, every reading
// with its source. docs/privacy.md describes it. It holds a page of readings in memory at a time and no lock. The
// object ends with "complete": true; one that does not was cut off.
//
// Readings that are added meanwhile may be in it or not. If the person is erased meanwhile, Export fails.
//
// Returns ErrUnknownCitizen or ErrErased, before anything is written, if there is nobody with that id; ErrNoKeys or
// ErrDecrypt, before anything is written too, if the location of a record does not open.
func (s *Store) Export(ctx context.Context, userID string, w io.Writer) error {
	const operation = "export citizen"
	if checkID("user id", userID) != nil {
		return fmt.Errorf("%s: %w", operation, ErrUnknownCitizen)
	}
	db, err := s.session(ctx)
	if err != nil {
		return classify(ctx, operation, err)
	}
	e := &exporter{store: s, db: db, userID: userID, out: bufio.NewWriterSize(w, 64<<10)}
	head, err := e.head()
	if err != nil {
		return s.whyUnknown(ctx, operation, userID, classify(ctx, operation, err))
	}
	e.write(head)
	switch err := e.readings(); {
	case errors.Is(err, errUnwritten):
		return fmt.Errorf("%s: %w", operation, err)
	case err != nil:
		return errors.Join(classify(ctx, operation, err), e.out.Flush())
	}
	if _, _, err := e.person(); err != nil {
		return classify(ctx, operation, err)
	}
	fmt.Fprintf(e.out, "\n  ],\n  \"readingCount\": %d,\n  \"complete\": true\n}\n", e.count)
	if err := e.out.Flush(); err != nil {
		return fmt.Errorf("%s: write: %w", operation, err)
	}
	return nil
}

// exporter is one export under way.
type exporter struct {
	store  *Store
	db     *gorm.DB // on the primary server
	userID string
	out    *bufio.Writer
	count  int
}

// exportHead is what comes before the readings.
type exportHead struct {
	Format     string          `json:"format"`
	Version    int             `json:"version"`
	ExportedAt string          `json:"exportedAt"`
	UserID     string          `json:"userId"`
	Subject    *string         `json:"subject"`
	City       *exportCity     `json:"city"`
	Patient    *string         `json:"patientAddress"`
	Records    []exportRecord  `json:"records"`
	Releases   []exportRelease `json:"releases"`
	Audit      []exportAudit   `json:"audit"`
}

// write begins the object and leaves it open where the readings go.
func (e *exporter) write(head []byte) {
	// What cannot be written is known when the writer is flushed.
	_, _ = e.out.Write(head[:len(head)-len("\n}")])
	_, _ = e.out.WriteString(",\n  \"readings\": [")
}

// person returns the rows that say who the person is, either of which may be nil, or ErrUnknownCitizen.
func (e *exporter) person() (*userDataIoT, *patientData, error) {
	var citizens []userDataIoT
	if err := e.db.Joins("City").Where("user_data_iot.user_id = ?", e.userID).Limit(1).Find(&citizens).Error; err != nil {
		return nil, nil, err
	}
	var patients []patientData
	if err := e.db.Where("user_id = ?", e.userID).Limit(1).Find(&patients).Error; err != nil {
		return nil, nil, err
	}
	switch {
	case len(citizens) == 0 && len(patients) == 0:
		return nil, nil, ErrUnknownCitizen
	case len(citizens) == 0:
		return nil, &patients[0], nil
	case len(patients) == 0:
		return &citizens[0], nil, nil
	default:
		return &citizens[0], &patients[0], nil
	}
}

// head returns the JSON of what comes before the readings.
func (e *exporter) head() ([]byte, error) {
	citizen, patient, err := e.person()
	if err != nil {
		return nil, err
	}
	h := exportHead{
		Format: ExportFormat, Version: ExportVersion, ExportedAt: e.store.utcNow().Format(exportTime), UserID: e.userID,
		Records: []exportRecord{}, Releases: []exportRelease{}, Audit: []exportAudit{},
	}
	if citizen != nil {
		h.Subject = citizen.Subject
		if city := citizen.City; city != nil {
			h.City = &exportCity{CityID: city.CityID, Name: city.Name, Country: city.Country, TimeZone: city.TimeZone}
		}
	}
	if patient != nil {
		h.Patient = &patient.Address
		if err := e.records(&h); err != nil {
			return nil, err
		}
	}
	return json.MarshalIndent(h, "", "  ")
}

// records adds the person's records and what became of them.
func (e *exporter) records(h *exportHead) error {
	var rows []recordLocation
	if err := e.db.Where("user_id = ?", e.userID).Order("record_id").Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		id, err := parseHex32(row.RecordID)
		if err != nil {
			return err
		}
		location, err := e.store.keys.decrypt(id, row.KeyID, row.Ciphertext)
		if err != nil {
			return err
		}
		h.Records = append(h.Records, exportRecord{RecordID: row.RecordID, Location: location, KeyID: row.KeyID})
		if err := e.history(row.RecordID, h); err != nil {
			return err
		}
	}
	return nil
}

// history adds the releases and the audit entries of one record.
func (e *exporter) history(recordID string, h *exportHead) error {
	var releases []recordRelease
	if err := e.db.Where("record_id = ?", recordID).Order("released_at, request_id").Find(&releases).Error; err != nil {
		return err
	}
	for _, r := range releases {
		h.Releases = append(h.Releases, exportRelease{
			RequestID: r.RequestID, RecordID: r.RecordID, PublicKey: r.PublicKey,
			Sealed: "0x" + hex.EncodeToString(r.Sealed), ReleasedAt: exported(r.ReleasedAt),
		})
	}
	var entries []auditEntry
	if err := e.db.Where("record_id = ?", recordID).Order("id").Find(&entries).Error; err != nil {
		return err
	}
	for _, a := range entries {
		h.Audit = append(h.Audit, exportAudit{
			At: exported(a.At), Action: a.Action, RecordID: a.RecordID, RequestID: a.RequestID, Detail: a.Detail,
		})
	}
	return nil
}

// exported returns stored microseconds as an export shows them.
func exported(micros int64) string { return time.UnixMicro(micros).UTC().Format(exportTime) }

// readings writes every reading in the order of the primary key, page by page.
func (e *exporter) readings() error {
	var metrics []string
	query := e.db.Model(&citizenReading{}).Distinct("metric").Where("user_id = ?", e.userID).Order("metric")
	if err := query.Pluck("metric", &metrics).Error; err != nil {
		return err
	}
	for _, metric := range metrics {
		after := measurement{ObservedAt: -1 << 62}
		for {
			page, err := e.page(metric, after)
			if err != nil {
				return err
			}
			if err := e.add(page); err != nil {
				return err
			}
			if len(page) < exportPage {
				break
			}
			after = page[len(page)-1]
		}
	}
	return nil
}

// page returns the readings of a metric that follow one. The condition is a range of the primary key in either
// database, which a comparison of tuples is not in MySQL.
func (e *exporter) page(metric string, after measurement) (rows []measurement, err error) {
	query := e.db.Model(&citizenReading{}).Select(measurementColumns).Where(
		"user_id = ? AND metric = ? AND observed_at >= ? AND (observed_at > ? OR source > ?)",
		e.userID, metric, after.ObservedAt, after.ObservedAt, after.Source)
	err = query.Order("observed_at, source").Limit(exportPage).Find(&rows).Error
	return rows, err
}

// errUnwritten says that the export could not be written, as opposed to read.
var errUnwritten = errors.New("write")

// add writes a page.
func (e *exporter) add(page []measurement) error {
	for _, m := range page {
		metric := score.Metric(m.Metric)
		line, err := json.Marshal(exportReading{
			UserID: e.userID, Metric: metric, Value: score.Value(m.ValueMicro), Unit: ucum.Codes(metric)[0],
			ObservedAt: exported(m.ObservedAt), Period: m.PeriodS, Source: m.Source,
		})
		if err != nil {
			return err
		}
		separator := ",\n    "
		if e.count == 0 {
			separator = "\n    "
		}
		_, _ = e.out.WriteString(separator)
		if _, err := e.out.Write(line); err != nil { // the writer remembers an earlier error
			return fmt.Errorf("%w: %w", errUnwritten, err)
		}
		e.count++
	}
	return nil
}
