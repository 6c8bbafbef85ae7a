'use strict'

// The score endpoint on the official framework (EA v3): the same request, the same database, the same model.
// A transport that answers in the foreground is the fastest way that the framework has for this job: no polling, and no
// background refresh of every citizen that was ever asked for. With BENCH_CACHE=off it leaves the framework's cache empty.

const { expose } = require('@chainlink/external-adapter-framework')
const { Adapter, AdapterEndpoint } = require('@chainlink/external-adapter-framework/adapter')
const { AdapterConfig } = require('@chainlink/external-adapter-framework/config')
const { InputParameters } = require('@chainlink/external-adapter-framework/validation')
const { AdapterError } = require('@chainlink/external-adapter-framework/validation/error')
const mysql = require('mysql2/promise')
const { load, score } = require('./score')

const cached = process.env.BENCH_CACHE !== 'off'
const asOf = Date.parse(process.env.AS_OF) * 1000
const since = (days) => asOf - days * 86_400_000_000
const model = load(process.env.BENCH_MODEL)
const pool = mysql.createPool({ uri: process.env.BENCH_MYSQL, connectionLimit: 16, maxIdle: 16 })

const CITIZEN =
  'SELECT u.user_id, u.city_id, c.time_zone FROM user_data_iot u LEFT JOIN smart_city c ON c.city_id = u.city_id WHERE u.subject = ?'
const CITIZEN_READINGS =
  'SELECT metric, observed_at, value_micro, period_s FROM citizen_reading WHERE user_id = ? AND (' +
  "metric IN ('steps', 'active_energy', 'resting_heart_rate') AND observed_at BETWEEN ? AND ? OR " +
  "metric = 'bmi' AND observed_at BETWEEN ? AND ?)"
const CITY_READINGS =
  'SELECT metric, observed_at, value_micro FROM city_reading WHERE city_id = ? ' +
  "AND metric IN ('temperature', 'humidity', 'uv') AND observed_at BETWEEN ? AND ?"

// offset is what a zone's clock shows beyond UTC, in microseconds; each zone is worked out once.
const offsets = new Map()
const offset = (zone) => {
  let micros = offsets.get(zone)
  if (micros === undefined) {
    const at = new Date(asOf / 1000)
    const local = new Date(at.toLocaleString('en-US', { timeZone: zone }))
    const utc = new Date(at.toLocaleString('en-US', { timeZone: 'UTC' }))
    micros = (local - utc) * 1000
    offsets.set(zone, micros)
  }
  return micros
}

const read = async (subject) => {
  const [citizens] = await pool.execute(CITIZEN, [subject])
  if (citizens.length === 0) {
    throw new AdapterError({ statusCode: 404, message: 'no citizen is known by that subject' })
  }
  const { user_id: user, city_id: city, time_zone: zone } = citizens[0]
  const [[own], [public_]] = await Promise.all([
    pool.execute(CITIZEN_READINGS, [user, since(10), asOf, since(90), asOf]),
    pool.execute(CITY_READINGS, [city, since(1), asOf]),
  ])
  return score(model, own, public_, asOf, offset(zone))
}

class ScoreTransport {
  async initialize(dependencies, _settings, _endpoint, name) {
    this.responseCache = dependencies.responseCache
    this.name = name
  }

  async foregroundExecute(req) {
    const params = req.requestContext.data
    const providerDataRequestedUnixMs = Date.now()
    const found = await read(params.subject.toLowerCase())
    if (found === undefined) {
      throw new AdapterError({ statusCode: 422, message: 'too few kinds of measurement are present' })
    }
    const response = {
      data: { result: found.score, ...found, modelHash: model.id },
      result: found.score,
      statusCode: 200,
      timestamps: {
        providerDataRequestedUnixMs,
        providerDataReceivedUnixMs: Date.now(),
        providerIndicatedTimeUnixMs: found.asOf * 1000,
      },
    }
    if (cached) {
      await this.responseCache.write(this.name, [{ params, response }])
    }
    return response
  }
}

const endpoint = new AdapterEndpoint({
  name: 'score',
  transport: new ScoreTransport(),
  inputParameters: new InputParameters({
    subject: { required: true, type: 'string', description: "The citizen's address" },
  }),
})

expose(
  new Adapter({ name: 'LINK4HEALTH', defaultEndpoint: 'score', endpoints: [endpoint], config: new AdapterConfig({}) }),
)
