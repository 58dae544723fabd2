// The axis of a chart: where it begins and ends, its round ticks, where a number stands on it.

const AXIS_STEPS = [1, 2, 5, 10]; // times a power of ten, between two ticks
const AXIS_TICKS = 5; // at most so many steps
const HIGH_PERCENT = 60; // percentages that all lie above may leave out the lower part of the axis

// {low, high, ticks, cut}: from 0, percentages to 100. `cut` where it does not begin at 0.
// Null where there is no number at all.
function axisOf(targets, percent) {
  const numbers = targets.flatMap(({ value, value_max: most, baseline }) => [value, most, baseline])
    .filter((text) => text !== null && text !== undefined).map(Number);
  if (!numbers.length) return null;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  if (percent && least >= 0 && most <= 100) return percentAxis(numbers.length, least);
  const step = axisStep(Math.max(most, 0) - Math.min(least, 0) || 1, numbers.every(Number.isInteger));
  const low = Math.min(0, Math.floor(least / step) * step);
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  return { low, high, ticks: axisTicks(low, high, step), cut: false };
}

function percentAxis(count, least) {
  const low = count > 1 && least >= HIGH_PERCENT ? Math.min(90, Math.floor((least - 1) / 10) * 10) : 0;
  return { low, high: 100, ticks: axisTicks(low, 100, axisStep(100 - low, true)), cut: low > 0 };
}

function axisStep(span, whole) {
  const rough = span / AXIS_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = AXIS_STEPS.find((one) => one * power >= rough * (1 - 1e-9)) * power;
  return whole ? Math.max(1, step) : step;
}

function axisTicks(low, high, step) {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12)));
}

// Where a number stands between two places on the paper.
function axisPlace(axis, value, from, to) {
  return from + ((Number(value) - axis.low) / (axis.high - axis.low)) * (to - from);
}

// A round number as it is read: 3万 in Chinese, 30,000 in English.
function magnitude(number) {
  if (state.lang === "en") return number.toLocaleString("en-US");
  const size = Math.abs(number);
  const [unit, sign] = size >= 1e8 ? [1e8, "亿"] : size >= 1e4 ? [1e4, "万"] : [1, ""];
  return `${Number((number / unit).toPrecision(6))}${sign}`;
}
