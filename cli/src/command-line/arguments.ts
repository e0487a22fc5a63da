/** Numbers on the command line: in range, or a usage error that says what was expected. */
import { InvalidArgumentError } from 'commander';

/** A whole number in low..high. */
export function whole(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`expected a whole number from ${low} to ${high}, seen '${text}'`);
    }
    return value;
  };
}

/** Any number in low..high. */
export function decimal(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= low && value <= high)) {
      throw new InvalidArgumentError(`expected a number from ${low} to ${high}, seen '${text}'`);
    }
    return value;
  };
}
