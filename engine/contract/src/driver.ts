/**
 * What a driver of the firmware is made of.
 *
 * Pin signals (what an int32 on a pin means):
 *  digital  0 or 1, the electrical level           analog  0..1023 raw counts
 *  pwm      0..255 duty                            count   signed quadrature count since power-on
 *  ir       (receptions mod 2^23) << 8 | code      number  a sensor's register, unit by the property
 *  ramp     a step generator; reads as signed steps emitted since boot
 *  strip    an addressable strip that takes a pattern (effect, colour, brightness, lit pixels), not frames
 *  servo    pulse width in microseconds, 0 for none     dmx      0..255, one channel of a DMX512 universe
 *  bytes    a serial input; reads as the number of received bytes that wait
 */
export type PinSignal =
  | 'digital'
  | 'analog'
  | 'pwm'
  | 'count'
  | 'ir'
  | 'number'
  | 'ramp'
  | 'strip'
  | 'servo'
  | 'dmx'
  | 'bytes';
export interface PinRole {
  readonly signal: PinSignal;
  readonly direction: 'in' | 'out';
  readonly optional?: true;
}
export interface DriverParam {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly doc: string;
}
export type PropertyType = 'boolean' | 'integer' | 'deci' | 'color' | readonly string[];
export interface Driver {
  readonly code: number;
  readonly doc: string;
  readonly pins: Readonly<Record<string, PinRole>>;
  readonly params: Readonly<Record<string, DriverParam>>;
  /** Verb name to its arguments in order. An argument is an int32; booleans are 0 or 1, colours 0xRRGGBB. */
  readonly verbs: Readonly<Record<string, readonly string[]>>;
  /** Property name to type, in wire order. `deci` is a number with one decimal; a list is an enumeration. */
  readonly properties: Readonly<Record<string, PropertyType>>;
}
