// Command bare is a contender of bench/adapter: net/http alone, which parses the request and answers a constant. Nothing
// that answers over HTTP in Go with the standard library's server can be faster by much.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

// answer has the size and the shape of the adapter's.
var answer = []byte(`{"jobRunID":"1","statusCode":200,"data":{"result":8231,"score":8231,"coverage":10000,"asOf":1748779200,` +
	`"modelHash":"0x0000000000000000000000000000000000000000000000000000000000000000"},"result":8231,"error":null,` +
	`"timestamps":{"providerDataRequestedUnixMs":1748779200000,"providerDataReceivedUnixMs":1748779200001,` +
	`"providerIndicatedTimeUnixMs":1748779200000},"meta":{"adapterName":"bare","transportName":"none"}}`)

func main() {
	log.Fatal(http.ListenAndServe(os.Getenv("BENCH_LISTEN"), http.HandlerFunc(handle)))
}

func handle(w http.ResponseWriter, r *http.Request) {
	var request struct {
		ID   string `json:"id"`
		Data struct {
			Subject string `json:"subject"`
		} `json:"data"`
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil || request.Data.Subject == "" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer) // a client that went away is not an error
}
