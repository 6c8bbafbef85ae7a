// Chaos shows that no request is lost and none is answered twice, whatever fails. It starts a chain (Foundry's anvil), a
// MariaDB server, the adapter and the runner as processes of their own, sends requests, and meanwhile kills the runner,
// the adapter and the database, cuts and delays the runner's wires to the chain, reorganises the chain, raises the base
// fee and drains the runner's key. Then it mends everything, waits until all is quiet and counts on the final chain.
//
// Its last line is
//
//	requests=1000 once=1000 lost=0 twice=0 reverted=N seed=S
//
// and it exits with 1 if a request was lost or answered twice, or if more than 0.5 % of as many fulfilments as there are
// requests reverted. What happens when is decided by the seed alone; how the processes meet it is not.
//
//	make chaos SEED=7
package main
