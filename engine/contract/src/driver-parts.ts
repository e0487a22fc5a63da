/** Short forms of a driver's pins and parameters, for the tables of drivers. */
import type { DriverParam, PinRole, PinSignal } from './driver.ts';

export const out = (signal: PinSignal): PinRole => ({ signal, direction: 'out' });
export const input = (signal: PinSignal): PinRole => ({ signal, direction: 'in' });
export const optional = (role: PinRole): PinRole => ({ ...role, optional: true });
export const flag = (value: 0 | 1, doc: string): DriverParam => ({ default: value, min: 0, max: 1, doc });
export const ms = (value: number, doc: string, max = 600_000): DriverParam => ({ default: value, min: 0, max, doc });
export const int = (value: number, min: number, max: number, doc: string): DriverParam => ({
  default: value,
  min,
  max,
  doc,
});
