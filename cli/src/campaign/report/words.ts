/** Numbers as people read them. */

/** 12,345 */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `1 game`, `2 games`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Seconds as `4.2 s`, `3 min 20 s` or `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Virtual time from power-on as `1:02:03.250`; ms are what a plan is written in. */
export function instant(ms: number): string {
  const whole = Math.floor(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = two(Math.floor(whole / 1000) % 60);
  const rest = String(whole % 1000).padStart(3, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}.${rest}` : `${minutes}:${seconds}.${rest}`;
}

/** 0.9871 as `98.7 %`; never 100 % for less than all. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === whole) return '100 %';
  return `${Math.min(99.9, Math.round((part / whole) * 1000) / 10)} %`;
}

/** ms of slack: `-12 ms`, `450 ms`, `12.5 s`. */
export function slack(ms: number): string {
  return Math.abs(ms) < 10_000 ? `${Math.round(ms * 10) / 10} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Numbers in rows as `3 to 5, 9`. */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  let first = numbers[0];
  let last = first;
  for (const number of [...numbers.slice(1), Number.NaN]) {
    if (last !== undefined && number === last + 1) last = number;
    else {
      if (first !== undefined) parts.push(first === last ? `${first}` : `${first} to ${last}`);
      first = number;
      last = number;
    }
  }
  return parts.join(', ');
}
