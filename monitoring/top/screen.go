package top

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// help is the screen's last line.
const help = "\n q quits, space looks now\n"

// Show draws the figures on a terminal every Interval until q or Ctrl-C is pressed or ctx ends.
func (w *Watcher) Show(ctx context.Context, in io.Reader, out io.Writer) error {
	program := tea.NewProgram(screen{ctx: ctx, watcher: w}, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out),
		tea.WithAltScreen(), tea.WithoutSignalHandler())
	_, err := program.Run()
	if ctx.Err() != nil && (errors.Is(err, tea.ErrProgramKilled) || errors.Is(err, ctx.Err())) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("draw on the terminal: %w", err)
	}
	return nil
}

// screen is the state of the drawing. Looks follow each other: none begins before the last has ended.
type screen struct {
	ctx     context.Context
	watcher *Watcher
	figures *Figures // nil before the first look
	looking bool
	height  int
	width   int
}

var _ tea.Model = screen{}

// due says that it is time for the next look.
type due time.Time

// Init implements tea.Model.
func (s screen) Init() tea.Cmd { return func() tea.Msg { return due(time.Now()) } }

// Update implements tea.Model.
func (s screen) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch m := message.(type) {
	case tea.KeyMsg:
		switch m.String() {
		case "q", "ctrl+c", "esc":
			return s, tea.Quit
		case " ":
			return s.look()
		}
	case tea.WindowSizeMsg:
		s.height, s.width = m.Height, m.Width
	case due:
		return s.look()
	case Figures:
		s.figures, s.looking = &m, false
		return s, tea.Tick(s.watcher.cfg.Interval, func(t time.Time) tea.Msg { return due(t) })
	}
	return s, nil
}

// look starts a look unless one is under way.
func (s screen) look() (tea.Model, tea.Cmd) {
	if s.looking {
		return s, nil
	}
	s.looking = true
	return s, func() tea.Msg { return s.watcher.Look(s.ctx) }
}

// View implements tea.Model. What does not fit is cut off below.
func (s screen) View() string {
	if s.figures == nil {
		return "asking …\n" + help
	}
	lines := strings.Split(strings.TrimRight(s.figures.Colored(), "\n"), "\n")
	if room := s.height - strings.Count(help, "\n") - 1; s.height > 0 && len(lines) > room {
		lines = lines[:max(room, 0)]
	}
	return strings.Join(lines, "\n") + "\n" + help
}
