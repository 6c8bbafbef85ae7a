// Package cluster tests the program on a MariaDB Galera cluster of three real servers on loopback. It takes a minute
// and Debian's packages mariadb-server, galera-4 and rsync, so it is built only with the tag cluster:
//
//	go test -tags cluster -count=1 -v ./test/cluster
package cluster
