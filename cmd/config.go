package cmd

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
)

func newConfig() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Examine the adapter's settings",
		Long: `Reads the settings as 'link4health serve' with the same flags, environment and files would, and starts
nothing. docs/settings.md says what each means.`,
		Args: usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(), newConfigPrint())
	return c
}

func newConfigCheck() *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "Report everything that is wrong with the settings",
		Long: `Reads every setting, and the keys and certificates that they name, and reports all faults at once, each
with the setting's name and the remedy. It exits with 0 if the adapter would start, else with 1.
Warnings are of what is allowed and probably not meant.

The database and the chain are not asked: 'link4health doctor' does that.`,
		Example: `  link4health config check --config link4health.toml
  link4health config check --json`,
		Args: exactArgs(0),
	}
	deployment, asJSON := serveFlags(c), jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		preset, err := deploymentSettings(*deployment)
		if err != nil {
			return err
		}
		report, err := examine(mergeSettings(c, preset))
		if err != nil {
			return err
		}
		if *asJSON {
			err = printJSON(c, report)
		} else {
			report.print(c)
		}
		if err == nil && !report.OK {
			err = errReported
		}
		return err
	}
	return c
}

// settingsReport is what config check found.
type settingsReport struct {
	OK       bool           `json:"ok"`
	Faults   []settingFault `json:"faults"`
	Warnings []string       `json:"warnings"`
}

type settingFault struct {
	Setting string `json:"setting"`
	Problem string `json:"problem"`
}

// examine turns loaded settings, or the error of loading them, into a report. An error that tells of no setting, such
// as a file that is not there, is returned.
func examine(cfg config.Config, err error) (settingsReport, error) {
	report := settingsReport{Faults: []settingFault{}, Warnings: []string{}}
	faults := config.Faults(err)
	if err != nil && len(faults) == 0 {
		return report, usageError{fmt.Errorf("settings: %w", err)}
	}
	for _, fault := range faults {
		report.Faults = append(report.Faults, settingFault{Setting: fault.Setting, Problem: fault.Err.Error()})
	}
	if err == nil {
		report.Warnings = append(report.Warnings, cfg.Warnings()...)
		if cfg.RecordKeys != "" {
			if _, err := store.ParseKeyring(cfg.RecordKeys.Reveal()); err != nil {
				report.Faults = append(report.Faults, settingFault{Setting: recordKeys, Problem: err.Error()})
			}
		}
	}
	report.OK = len(report.Faults) == 0
	return report, nil
}

func (r settingsReport) print(c *cobra.Command) {
	for _, fault := range r.Faults {
		fmt.Fprintf(c.OutOrStdout(), "wrong    %s: %s\n", fault.Setting, fault.Problem)
	}
	for _, warning := range r.Warnings {
		fmt.Fprintf(c.OutOrStdout(), "warning  %s\n", warning)
	}
	if r.OK {
		fmt.Fprintln(c.OutOrStdout(), "ok       the adapter would start with these settings")
	}
}

func newConfigPrint() *cobra.Command {
	c := &cobra.Command{
		Use:   "print",
		Short: "Print every setting with its value and where it comes from",
		Long: `Prints all settings in the order of docs/settings.md: name, value, and the source that gives it. Secrets
are redacted. A setting with neither value nor default is printed as -.`,
		Example: `  link4health config print --config link4health.toml
  link4health config print --json`,
		Args: exactArgs(0),
	}
	deployment, asJSON := serveFlags(c), jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		preset, err := deploymentSettings(*deployment)
		if err != nil {
			return err
		}
		cfg, err := loadSettings(c, preset)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c, settingRows(cfg))
		}
		return printSettings(c, cfg)
	}
	return c
}

// settingRow is one setting as config print --json writes it.
type settingRow struct {
	Name    string `json:"name"`
	Value   string `json:"value"` // "" for not set
	Origin  string `json:"origin"`
	Default string `json:"default"`
	Secret  bool   `json:"secret"`
	Custom  bool   `json:"custom"` // not a setting of EA v3, or one with another meaning
}

func settingRows(cfg config.Config) map[string][]settingRow {
	rows := []settingRow{}
	for _, s := range cfg.Settings() {
		rows = append(rows, settingRow{Name: s.Name, Value: s.Value, Origin: s.Origin, Default: s.Default, Secret: s.Secret, Custom: s.Custom})
	}
	return map[string][]settingRow{"settings": rows}
}

func printSettings(c *cobra.Command, cfg config.Config) error {
	table := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	var errs []error
	for _, s := range cfg.Settings() {
		value := s.Value
		if value == "" {
			value = "-"
		}
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\n", s.Name, value, s.Origin)
		errs = append(errs, err)
	}
	return errors.Join(append(errs, table.Flush())...)
}
