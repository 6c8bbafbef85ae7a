// Package provision makes a Chainlink node serve this project's jobs: it compares the bridge and the jobs that are
// declared with those on the node, changes what differs, and nothing the second time.
//
// # What is ours on a node
//
// A node keeps no labels. A job is ours if its name is link4health-NAME-CHAINID, as package jobspecs renders it, for the
// chain at hand: only such jobs are replaced or pruned. A job with the external job id of one of ours and another name is
// somebody else's, and an error. A bridge is ours if it has the declared name; it is never deleted, because deleting
// bridges was not recorded of a real node: Compare says so instead.
//
// A node has no call that changes a job: it is deleted and created again, once none of its runs is under way. Deleting a
// job whose run waits for a transaction stops a node for good.
package provision
