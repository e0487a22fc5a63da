/** The fixed records, and the numbers of frames that no schema holds: the firmware's. */
import { readFileSync } from 'node:fs';
import { FIRMWARE_ROOT } from '@understudy/firmware';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_FAULTS, LINK_VERSION } from './frame.ts';
import { LINK_LIMITS } from './limits.ts';
import { PayloadReader } from './payload.ts';
import { packStep, readStep, STEP_BYTES } from './records.ts';
import { FIELD_BYTES, LINK_SCHEMA } from './schema.ts';

const frame = readFileSync(`${FIRMWARE_ROOT}/link/frame.h`, 'utf8');
const single = (text: string, name: string): number => Number(new RegExp(` ${name} = (\\w+);`).exec(text)?.[1]);

describe('the link', () => {
  it('has the numbers of frames that the firmware has', () => {
    expect(single(frame, 'VERSION')).toBe(LINK_VERSION);
    expect(single(frame, 'HEADER_BYTES')).toBe(LINK_LIMITS.headerBytes);
    expect(single(frame, 'RAW_BYTES')).toBe(LINK_LIMITS.rawBytes);
    expect(/enum class Fault : u8 \{ (.*) \};/.exec(frame)?.[1]?.split(', ')).toEqual([...FRAME_FAULTS]);
  });

  it('has no number twice in a group', () => {
    for (const { entries } of Object.values(LINK_SCHEMA.groups)) {
      const codes = Object.values(entries).map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.every((code) => code >= 0 && code <= 0xff)).toBe(true);
    }
  });

  it('has steps of 20 bytes, laid out as the firmware reads them', () => {
    expect(STEP_BYTES).toBe(20);
    const fields = Object.values(LINK_SCHEMA.records.Step?.fields ?? {});
    expect(fields.reduce((sum, type) => sum + FIELD_BYTES[type], 0)).toBe(STEP_BYTES);
    const step = { atUs: 0x1_0203_0405, kind: 6, channel: 7, fault: 8, zero: 0, a: -2, b: 0x01020304 };
    expect(Buffer.from(packStep(step)).toString('hex')).toBe('0504030201000000060708' + '00feffffff04030201');
  });

  it('gives back any step that it packs', () => {
    const byte = fc.nat(255);
    const signed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const atUs = fc.maxSafeNat();
    const steps = fc.record({ atUs, kind: byte, channel: byte, fault: byte, zero: byte, a: signed, b: signed });
    fc.assert(
      fc.property(steps, (step) => {
        expect(readStep(new PayloadReader(packStep(step), 'step'))).toEqual(step);
      }),
    );
  });
});
