package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/link4health/link4health/bench/mariadb"
)

// Times of a disturbance.
const (
	calm    = 4 * time.Second // between two
	outage  = 4 * time.Second // of the database
	settle  = 5 * time.Second // after which nothing excuses an error any more
	noticed = 30 * time.Second
)

// done counts disturbances.
type done struct{ databases, certificates, tokens, restarts int }

// disturb disturbs the adapter in turns until ctx ends. Each turn it begins, it brings to its end.
func (w *world) disturb(ctx context.Context, l *load) (d done, err error) {
	whole := context.WithoutCancel(ctx)
	for {
		for _, turn := range []struct {
			count *int
			do    func(context.Context, *load) error
		}{{&d.certificates, w.newCertificate}, {&d.databases, w.stopDatabase}, {&d.tokens, w.newTokens}, {&d.restarts, w.restart}} {
			select {
			case <-ctx.Done():
				return d, nil
			case <-time.After(calm):
			}
			if err := turn.do(whole, l); err != nil {
				return d, err
			}
			*turn.count++
		}
	}
}

// stopDatabase stops the database for some seconds.
func (w *world) stopDatabase(ctx context.Context, l *load) error {
	say(os.Stdout, "the database stops")
	l.databaseGone.Store(true)
	defer l.databaseGone.Store(false)
	if err := w.database.Stop(); err != nil {
		return err
	}
	time.Sleep(outage)
	database, err := mariadb.StartOn(ctx, w.dir, w.port)
	if err != nil {
		return err
	}
	w.database = database
	say(os.Stdout, "the database is back")
	time.Sleep(settle)
	return nil
}

// newCertificate replaces key and certificate and waits until the adapter shows it.
func (w *world) newCertificate(ctx context.Context, _ *load) error {
	if err := w.rotateCertificate(); err != nil {
		return err
	}
	want := w.authority.serial.Load()
	say(os.Stdout, "a new certificate, number %d", want)
	return eventually(ctx, noticed, "the new certificate is not served", func() bool {
		serial, err := w.served(ctx)
		return err == nil && serial == want
	})
}

// newTokens adds a token, has the clients use it, and takes the old one away, as an operator does.
func (w *world) newTokens(ctx context.Context, _ *load) error {
	old, fresh := *w.token.Load(), rand.Text()
	say(os.Stdout, "a new token")
	if err := w.writeTokens(old, fresh); err != nil {
		return err
	}
	if err := eventually(ctx, noticed, "the new token is not taken", func() bool { return w.status(fresh) == http.StatusOK }); err != nil {
		return err
	}
	w.token.Store(&fresh)
	time.Sleep(deadline) // requests with the old one end
	if err := replace(w.path("tokens"), []byte(fresh+"\n")); err != nil {
		return err
	}
	return eventually(ctx, noticed, "the old token is still taken", func() bool { return w.status(old) == http.StatusUnauthorized })
}

// restart ends the adapter gracefully and starts it again.
func (w *world) restart(ctx context.Context, l *load) error {
	say(os.Stdout, "the adapter restarts")
	l.adapterGone.Store(true)
	defer l.adapterGone.Store(false)
	if err := w.adapter.stop(); err != nil {
		return err
	}
	if err := w.startAdapter(ctx); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

// writeTokens makes the adapter take tokens, the first of which the clients use.
func (w *world) writeTokens(tokens ...string) error {
	if err := replace(w.path("tokens"), []byte(strings.Join(tokens, "\n")+"\n")); err != nil {
		return err
	}
	w.token.Store(&tokens[0])
	return nil
}

// status is what a request with a token is answered with; 0 if it is not.
func (w *world) status(token string) int {
	client := w.client(deadline)
	defer client.CloseIdleConnections()
	request, err := http.NewRequest(http.MethodPost, w.url(), strings.NewReader(fmt.Sprintf(`{"data":{"subject":%q}}`, w.subjects[0])))
	if err != nil {
		return 0
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := client.Do(request)
	if err != nil {
		return 0
	}
	_ = response.Body.Close()
	return response.StatusCode
}
