-- The load generator's requests and report, for wrk. Arguments: a token, then how to choose citizens, how many there are,
-- and a number: the seed of "random", or how many "walk" leaves out at the beginning.

local head, kind, citizens, number

function init(arguments)
  head = "POST / HTTP/1.1\r\nHost: adapter\r\nContent-Type: application/json\r\nAuthorization: Bearer " .. arguments[1] ..
    "\r\nContent-Length: 108\r\n\r\n"
  kind, citizens, number = arguments[2], tonumber(arguments[3]), tonumber(arguments[4])
  math.randomseed(1000 + number)
  next_item = number
end

function request()
  local n
  if kind == "walk" then
    next_item = next_item + 1
    n = (next_item - 1) % citizens + 1
  else
    n = math.random(citizens)
  end
  return head .. string.format('{"id":"%06x","data":{"endpoint":"score","subject":"0x%040x"},"meta":{}}', n, n)
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"micros":%d,"p50":%d,"p99":%d,"failed":%d,"broken":%d,"next_item":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.status, e.connect + e.read + e.write + e.timeout, threads[1]:get("next_item")))
end
