-- Asks for one citizen's score; the last line of what it prints is the number of requests a second and of failures.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"data":{"endpoint":"score","userId":"4558609924"}}'
function done(summary)
  print(summary.requests / (summary.duration / 1e6) .. " " .. summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout)
end
