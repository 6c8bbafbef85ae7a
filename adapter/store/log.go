package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// slowStatement is how long a statement may take before it is worth a warning.
const slowStatement = 500 * time.Millisecond

// maxStatementText bounds a logged statement, in bytes: batches are long.
const maxStatementText = 400

// queryLog gives GORM's log to slog: statements with their placeholders, never
// with parameters.
type queryLog struct{ log *slog.Logger }

var (
	_ logger.Interface  = (*queryLog)(nil)
	_ gorm.ParamsFilter = (*queryLog)(nil)
)

// LogMode returns l: the level is slog's.
func (l *queryLog) LogMode(logger.LogLevel) logger.Interface { return l }

// Info logs GORM's own remarks, without their arguments.
func (l *queryLog) Info(ctx context.Context, message string, _ ...any) {
	l.log.DebugContext(ctx, "gorm: "+message)
}

// Warn logs GORM's own warnings, without their arguments.
func (l *queryLog) Warn(ctx context.Context, message string, _ ...any) {
	l.log.WarnContext(ctx, "gorm: "+message)
}

// Error logs GORM's own errors at debug level, without their arguments: they are
// returned too.
func (l *queryLog) Error(ctx context.Context, message string, _ ...any) {
	l.log.DebugContext(ctx, "gorm: "+message)
}

// ParamsFilter drops the parameters before GORM writes them into a statement.
func (l *queryLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// Trace logs one statement: at debug level, or as a warning if it was slow. Its
// error, which is returned to the caller too, is shown by its code.
func (l *queryLog) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), err error) {
	duration, level, message := time.Since(begin), slog.LevelDebug, "database statement"
	if duration >= slowStatement {
		level, message = slog.LevelWarn, "slow database statement"
	}
	if !l.log.Enabled(ctx, level) {
		return
	}
	sql, rows := statement()
	if len(sql) > maxStatementText {
		sql = sql[:maxStatementText] + "…"
	}
	attributes := []slog.Attr{
		slog.String("statement", sql), slog.Int64("rows", rows), slog.Duration("duration", duration),
	}
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		attributes = append(attributes, slog.String("error", translate(err).Error()))
	}
	l.log.LogAttrs(ctx, level, message, attributes...)
}

// driverLog gives the MySQL driver's log to slog. The driver writes there what it
// cannot return, such as that it drops a dead connection.
type driverLog struct{ log *slog.Logger }

// Print logs constant texts as they are, errors by their code and anything else
// by its type.
func (l driverLog) Print(values ...any) {
	texts := make([]string, 0, len(values))
	for _, value := range values {
		switch value := value.(type) {
		case string:
			texts = append(texts, value)
		case error:
			texts = append(texts, translate(value).Error())
		default:
			texts = append(texts, fmt.Sprintf("%T", value))
		}
	}
	l.log.Debug("mysql driver", slog.String("detail", strings.Join(texts, " ")))
}
