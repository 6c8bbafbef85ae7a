'use strict'

// The scoring model of adapter/score for citizens whose wearable reports days: steps, active energy, resting heart rate
// and body-mass index of their own. What adapter/score derives for other citizens (energy above rest, percentiles of heart
// rate) is left out, which saves this side work. Values are millionths of their unit, as in the database.

const { readFileSync } = require('node:fs')
const { createHash } = require('node:crypto')

const UNIT = 1_000_000
const DAY_MICROS = 86_400_000_000
const HOUR_MICROS = 3_600_000_000

// load reads the model's file and prepares its curves.
const load = (path) => {
  const model = JSON.parse(readFileSync(path, 'utf8'))
  return {
    factors: model.factors.map((f) => ({
      metric: f.name,
      weight: f.weight,
      points: f.points,
      take: f.window.take,
      days: f.window.days,
      span: (f.window.hours ?? 0) * HOUR_MICROS,
    })),
    id: createHash('sha256').update(JSON.stringify(model)).digest('hex'),
  }
}

// at is the height of a curve: straight between its points, flat outside.
const at = (points, x) => {
  if (x <= points[0][0]) return points[0][1]
  for (let i = 1; i < points.length; i++) {
    const [x1, y1] = points[i]
    if (x <= x1) {
      const [x0, y0] = points[i - 1]
      return y0 + ((x - x0) * (y1 - y0)) / (x1 - x0)
    }
  }
  return points[points.length - 1][1]
}

const cumulative = (metric) => metric === 'steps' || metric === 'active_energy'

// meanOfDays is the mean of the daily values of the whole local days before today: of a total the largest source's,
// of a level the day's mean.
const meanOfDays = (factor, readings, asOf, offset) => {
  const today = Math.floor((asOf + offset) / DAY_MICROS)
  const days = new Map()
  let newest = 0
  for (const r of readings) {
    if (r.metric !== factor.metric || r.observed_at > asOf) continue
    const ago = today - Math.floor((r.observed_at - r.period_s * 500_000 + offset) / DAY_MICROS)
    if (ago < 1 || ago > factor.days) continue
    const day = days.get(ago) ?? { top: -1, sum: 0, count: 0 }
    day.top = Math.max(day.top, r.value_micro)
    day.sum += r.value_micro
    day.count++
    days.set(ago, day)
    newest = Math.max(newest, r.observed_at)
  }
  if (days.size === 0) return undefined
  let sum = 0
  for (const day of days.values()) sum += cumulative(factor.metric) ? day.top : day.sum / day.count
  return { value: sum / days.size, newest }
}

// ofWindow is the latest, mean or largest reading of the last hours.
const ofWindow = (factor, readings, asOf) => {
  let sum = 0
  let count = 0
  let top = -Infinity
  let newest = 0
  let latest = 0
  for (const r of readings) {
    if (r.metric !== factor.metric || r.observed_at > asOf || r.observed_at <= asOf - factor.span) continue
    sum += r.value_micro
    count++
    top = Math.max(top, r.value_micro)
    if (r.observed_at > newest) {
      newest = r.observed_at
      latest = r.value_micro
    }
  }
  if (count === 0) return undefined
  switch (factor.take) {
    case 'latest':
      return { value: latest, newest }
    case 'maximum':
      return { value: top, newest }
    default:
      return { value: sum / count, newest }
  }
}

// score is the weighted mean of the factors that have data, 0 to 10000; asOf and offset are microseconds.
const score = (model, citizen, city, asOf, offset) => {
  let sum = 0
  let coverage = 0
  let newest = 0
  for (const factor of model.factors) {
    const readings = ['temperature', 'humidity', 'uv'].includes(factor.metric) ? city : citizen
    const m =
      factor.take === 'mean_of_days'
        ? meanOfDays(factor, readings, asOf, offset)
        : ofWindow(factor, readings, asOf)
    if (m === undefined) continue
    sum += at(factor.points, m.value / UNIT) * factor.weight
    coverage += factor.weight
    newest = Math.max(newest, m.newest)
  }
  if (coverage === 0) return undefined
  return { score: Math.floor((100 * sum) / coverage + 0.5), coverage, asOf: Math.floor(newest / UNIT) }
}

module.exports = { load, score }
