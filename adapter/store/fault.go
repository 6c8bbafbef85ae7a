package store

import (
	"crypto/tls"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/go-sql-driver/mysql"
)

// fault is an error of a driver, shown without the driver's text.
type fault struct {
	text  string
	kind  error // ErrUnavailable, or nil
	retry bool  // the same transaction may well succeed when run again
	cause error
}

// Error gives the kind, the code and what we know about it.
func (f *fault) Error() string {
	if f.kind != nil {
		return f.kind.Error() + ": " + f.text
	}
	return f.text
}

// Unwrap gives the kind and the driver's error, for errors.Is and As. The text of
// the latter may quote data: it must not be logged or sent.
func (f *fault) Unwrap() []error {
	if f.kind != nil {
		return []error{f.kind, f.cause}
	}
	return []error{f.cause}
}

// retryable reports whether a transaction that ended with err may be run again.
func retryable(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.retry
}

// driverFault recognises errors of both drivers by code and lost connections by
// type; nil if err is neither.
func driverFault(err error) error {
	var server *mysql.MySQLError
	if errors.As(err, &server) {
		f := mysqlFault(server.Number)
		f.text = fmt.Sprintf("mysql error %d (%s)%s", server.Number, server.SQLState[:], f.text)
		f.cause = err
		return &f
	}
	var library interface {
		error
		Code() int
	}
	if errors.As(err, &library) {
		f := sqliteFault(library.Code())
		f.text = fmt.Sprintf("sqlite error %d%s", library.Code(), f.text)
		f.cause = err
		return &f
	}
	if lost := connectionLost(err); lost != nil {
		return &fault{kind: ErrUnavailable, retry: true, text: lost.Error(), cause: err}
	}
	return nil
}

// connectionLost returns the part of err that says that a server cannot be talked
// to, nil if there is none. The texts of these errors name addresses and states,
// never data.
func connectionLost(err error) error {
	for _, lost := range [...]error{
		driver.ErrBadConn, mysql.ErrInvalidConn, mysql.ErrMalformPkt, mysql.ErrPktSync, mysql.ErrBusyBuffer,
		mysql.ErrNoTLS, io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, net.ErrClosed,
	} {
		if errors.Is(err, lost) {
			return lost
		}
	}
	var network net.Error
	var certificate *tls.CertificateVerificationError
	var handshake tls.RecordHeaderError
	switch {
	case errors.As(err, &certificate):
		return certificate
	case errors.As(err, &handshake):
		return handshake
	case errors.As(err, &network):
		return network
	default:
		return nil
	}
}

// mysqlFault says what a server's error code means to us.
//
// Source: MariaDB 10.11, include/mysqld_error.h; MySQL 8.4 Server Error Reference.
func mysqlFault(code uint16) fault {
	switch code {
	case 1205, 1213: // ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK
		return fault{kind: ErrUnavailable, retry: true, text: ": other transactions hold the rows"}
	case 1047: // ER_UNKNOWN_COM_ERROR, which Galera sends while a node is not in the cluster
		return fault{kind: ErrUnavailable, retry: true, text: ": the node is not ready"}
	case 1044, 1045, 1698: // ER_DBACCESS_DENIED_ERROR, ER_ACCESS_DENIED_ERROR, ER_ACCESS_DENIED_NO_PASSWORD_ERROR
		return fault{kind: ErrUnavailable, text: ": access denied; check user, password and grants"}
	case 1049: // ER_BAD_DB_ERROR
		return fault{kind: ErrUnavailable, text: ": there is no such database; create it"}
	case 1040, 1203, 1226: // ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED
		return fault{kind: ErrUnavailable, retry: true, text: ": too many connections"}
	case 1129, 1130: // ER_HOST_IS_BLOCKED, ER_HOST_NOT_PRIVILEGED
		return fault{kind: ErrUnavailable, text: ": the server refuses this host"}
	case 1021, 1030, 1114: // ER_DISK_FULL, ER_GET_ERRNO, ER_RECORD_FILE_FULL
		return fault{kind: ErrUnavailable, text: ": the server cannot write; its disk may be full"}
	case 1290, 1792, 1836: // ER_OPTION_PREVENTS_STATEMENT, ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE
		return fault{kind: ErrUnavailable, retry: true, text: ": the server is read-only"}
	case 1053, 1077, 1078, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 4031:
		// ER_SERVER_SHUTDOWN, ER_NORMAL_SHUTDOWN and their like, ER_ABORTING_CONNECTION, ER_NET_…,
		// ER_NEW_ABORTING_CONNECTION, ER_CONNECTION_KILLED, ER_CLIENT_INTERACTION_TIMEOUT
		return fault{kind: ErrUnavailable, retry: true, text: ": the server ended the connection"}
	case 1146: // ER_NO_SUCH_TABLE
		return fault{text: ": a table is missing; run `link4health migrate`"}
	case 1142, 1227, 1419: // ER_TABLEACCESS_DENIED_ERROR, ER_SPECIFIC_ACCESS_DENIED_ERROR, ER_BINLOG_CREATE_ROUTINE_NEED_SUPER
		return fault{text: ": the user lacks a privilege; migrating needs CREATE, ALTER, INDEX, REFERENCES and TRIGGER, " +
			"and log_bin_trust_function_creators=1 where the server keeps a binary log"}
	default:
		return fault{}
	}
}

// sqliteFault says what a (possibly extended) result code means to us.
//
// Source: sqlite.org/rescode.html; the low byte is the primary result code.
func sqliteFault(code int) fault {
	switch code & 0xff {
	case 1: // SQLITE_ERROR
		return fault{text: ": the statement does not fit the schema; run `link4health migrate`"}
	case 3, 14, 23: // SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH
		return fault{kind: ErrUnavailable, text: ": the database file cannot be opened; check that it exists and who may use it"}
	case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
		return fault{kind: ErrUnavailable, retry: true, text: ": another process keeps the database locked"}
	case 7: // SQLITE_NOMEM
		return fault{kind: ErrUnavailable, text: ": out of memory"}
	case 8: // SQLITE_READONLY
		return fault{kind: ErrUnavailable, text: ": the database file is read-only"}
	case 10, 15: // SQLITE_IOERR, SQLITE_PROTOCOL
		return fault{kind: ErrUnavailable, text: ": the disk does not read or write"}
	case 11, 26: // SQLITE_CORRUPT, SQLITE_NOTADB
		return fault{kind: ErrUnavailable, text: ": the file is damaged or no database; restore a backup"}
	case 13: // SQLITE_FULL
		return fault{kind: ErrUnavailable, text: ": the disk is full"}
	default:
		return fault{}
	}
}
