// Package score turns readings of a citizen and of the citizen's city into one
// number, 0 to 10000, and says why.
//
// The score is a wellness index built from population associations. It is not a
// medical device and says nothing about an individual's risk; show Disclaimer
// wherever a score is shown.
//
// # The model
//
// A Model (model/v1.json, embedded) is a weighted list of factors. Each factor
// maps one measurement to 0…100 by a published piecewise-linear curve, flat
// outside its points, and names its source. The score is 100 times the weighted
// mean, rounded half up once, at the end. All arithmetic is exact (integers and
// rationals), so the same readings give the same integer on every machine, in
// any order. Model.Hash names the model that made a score.
//
// # From readings to measurements
//
//   - bmi is the latest reading of 90 days. temperature and humidity are the mean,
//     uv the maximum, of the readings observed in (AsOf−24h, AsOf].
//   - steps, active_energy and resting_heart_rate are the mean of the daily values
//     of the 7 whole local days before AsOf's own local day, over those days that
//     have one. The citizen's zone cuts the days.
//   - A reading counts, whole, for the local day that holds the middle of its
//     period. So a total of the 23 or 25 h around a clock change falls on its day,
//     and a reading that straddles midnight is never split. A middle at midnight
//     belongs to the day that begins.
//   - A day's total per source is its whole-day reading (22 to 26 h; the largest, if
//     there are several) or else the sum of its shorter ones. Of several sources the
//     largest counts: a total can be cut short but not overshot.
//   - Total energy is not active energy. On a day without active_energy it is the
//     day's total_energy less the energy at rest, and 0 where that is negative; rest
//     is 24 times the person's own lowest full-hour total_energy (period exactly 1 h)
//     in (AsOf−30d, AsOf]. A total of zero is no measurement, for a living body
//     spends energy in every hour: such hours and days are passed over. Where rest is
//     unknown the factor is missing, never guessed.
//   - A day's resting_heart_rate is the mean of its readings of that metric, or else
//     the 5th percentile (nearest rank) of the day's 5-minute means of heart_rate.
//     A heart_rate reading of exactly 5 min is such a mean; samples and shorter means
//     are pooled, per source, in the 5 minutes of the clock that hold their middle, each
//     counting once; longer means are not used.
//   - Of equal candidates the newest counts, then the one whose source sorts last.
//
// A reading that is not plausible, of an unknown metric or of the wrong scope is
// an error: ingestion should have rejected it, and leaving it out would hide that.
//
// # Missing data
//
// A factor without data is left out and the other weights are scaled up; Coverage
// says how much weight is present. Nothing is imputed. Result.Require refuses a
// coverage that is too low.
//
// # What a factor was made from
//
// ObservedAt and Source tell of the readings that enter the arithmetic: all that
// are averaged, summed or ranked; of a latest, largest or lowest value only the
// reading that holds it; of a day only those of the source that counted.
//
// # Sources
//
//   - bmi: Global BMI Mortality Collaboration, Lancet 2016;388:776.
//   - steps: Ding et al., Lancet Public Health 2025.
//   - active_energy: Lee & Skerrett, Med Sci Sports Exerc 2001; WHO guidelines on
//     physical activity 2020.
//   - resting_heart_rate: Zhang et al., CMAJ 2016;188:E53.
//   - temperature: UTCI stress classes, applied to air temperature.
//   - humidity: Arundel et al., Environ Health Perspect 1986;65:351.
//   - uv: WHO/WMO/UNEP/ICNIRP, Global Solar UV Index: a practical guide.
//
// The model file says with each what was taken from it and what is ours.
package score
