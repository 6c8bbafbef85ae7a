package simulate

// What the readings are drawn from. Each number was worked out over all rows of the
// published data named here, people with few days left out where a spread within a
// person is meant.
//
// Source: Furberg et al. (2016), Crowd-sourced Fitbit datasets, doi:10.5281/zenodo.53894,
// both exports: dailyActivity (1,397 days of 35 people), hourlySteps, hourlyCalories,
// weightLogInfo, and heart rate as means of five minutes (9 people); data.gov.sg,
// Realtime Weather Readings, March 2017; NASA POWER, Bengaluru, ALLSKY_SFC_UV_INDEX.
const (
	// Steps of a day, as square roots, which are close to normal: mean and spread of
	// people, spread of a person's days. People with at least five days worn.
	stepsRootMean, stepsRootPeople, stepsRootDays = 83.53, 20.26, 21.57

	// Energy of a day: intercept and slope over steps by least squares for each person
	// with at least ten days worn, kcal and kcal a step, and what remains.
	restMean, restPeople           = 1654.0, 322.0
	stepEnergyMean, stepEnergySD   = 0.0934, 0.0382
	energyRemains                  = 154.0
	lowestRest, lowestStepEnergy   = 1000.0, 0.02
	highestSteps, highestDayEnergy = 60_000, 12_000

	// Heart rate, means of five minutes: mean of all, spread of people; what is left of
	// the spread within a person (14.1) without the hour's share is skewed, as
	// pulse·(exp(skew·z) − exp(skew²/2)), which gives the 5th percentile of 60.5.
	pulseMean, pulsePeople = 77.3, 7.7
	pulseSkew, pulseScale  = 1.0, 5.6
	// Means a day: 190 of 288, with 21 % of days below half.
	pulseWorn = 0.66
	// People who wear a device that measures it: 14 of 33.
	pulseShare = 14.0 / 33

	// Body-mass index: 13 of 35 people log one, log-normal; once, now and then, or daily.
	bmiShare                     = 13.0 / 35
	bmiLogMean, bmiLogPeople     = 3.311, 0.202
	bmiDays                      = 0.17
	bmiOnceShare, bmiRarelyShare = 6.0 / 13, 5.0 / 13
	bmiRarely, bmiDaily          = 0.1, 0.95
)

// Flaws, as shares.
const (
	notWorn = 0.0988 // of days without a step: 138 of 1,397
	// dropOut is the chance a day that a citizen stops: 11 of 33 did within 31 days.
	// None came back within them; here they do, after two weeks on average, so that
	// long simulations do not run empty.
	dropOut, comeBack = 0.0129, 1.0 / 14
	cutShort          = 0.0183 // of days below 1,000 kcal: the export ended during the day
	overlap           = 0.0172 // of days that two exports report, one of them in part: 24 of 1,397
	twice             = 0.0073 // of rows that occur twice: 3 of 413 in sleepDay
	stationGap        = 0.03   // of hours that a station does not report
)

// stepsByHour is the share of a day's steps in each hour, in thousandths, and idleHours
// the share of hours without a step: 45 % of all, the nights among them.
var (
	stepsByHour = [24]float64{6, 3, 2, 1, 2, 5, 21, 40, 55, 60, 63, 63, 73, 68, 69, 54, 64, 68, 75, 75, 51, 38, 28, 15}
	idleHours   = [24]float64{.88, .93, .95, .96, .95, .85, .65, .45, .32, .28, .25, .25, .22, .23, .23, .26, .24, .22, .22, .24, .34, .45, .6, .76}
)

// pulseByHour is the mean heart rate in each hour.
var pulseByHour = [24]float64{69, 67, 64, 62, 61, 66, 73, 77, 79, 82, 80, 79, 79, 80, 81, 79, 82, 82, 82, 81, 80, 77, 73, 71}

// The climate of stations in Singapore by hour, °C and % RH, and the spread within an
// hour, of which half is the day's; the UV index as a mean of 24 hours.
var (
	temperatureByHour = [24]float64{26.6, 26.4, 26.2, 26.0, 25.9, 25.8, 25.7, 25.8, 26.6, 27.5, 28.3, 29.1, 29.5, 29.7, 29.8, 29.6, 29.1, 28.7, 28.2, 27.7, 27.3, 27.1, 26.9, 26.7}
	humidityByHour    = [24]float64{85.6, 86.6, 87.5, 87.9, 88.5, 89.0, 89.4, 89.2, 86.8, 82.0, 76.8, 72.6, 70.5, 69.3, 69.7, 71.4, 72.7, 74.6, 76.9, 79.2, 81.3, 82.9, 84.0, 84.7}
)

// Spreads of the climate, and the bound of what sensors report: stations give humidity
// above 100 % in 1.4 % of hours, up to 101.
const (
	temperatureSpread, humiditySpread = 1.42, 8.44
	highestHumidity                   = 101.0
	uvMean, uvSpread                  = 2.05, 0.43
	// uvPeak is the peak of a day over its mean of 24 hours if the index follows the
	// square of a sine from 6 to 18 o'clock, of which the mean is a quarter of the peak.
	uvPeak = 4.0
)
