/** Instants of a recording in words. */

const US_PER_MS = 1000;

/** `10:53.204`, or `1:02:03.004` from an hour on. */
export function formatInstant(atUs: number): string {
  const ms = Math.floor(atUs / US_PER_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  const rest = `${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** For screen readers: `10 minutes 53.2 seconds`. */
export function sayInstant(atUs: number): string {
  const seconds = Math.floor(atUs / 100_000) / 10;
  const minutes = Math.floor(seconds / 60);
  const rest = `${(seconds - minutes * 60).toFixed(1)} seconds`;
  return minutes === 0 ? rest : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${rest}`;
}
