import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADAPTER_LIMITS } from '../limits.ts';
import { type OutgoingMessage, SendWindow } from './send-window.ts';

const message = (topic: string, qos: 0 | 1): OutgoingMessage => ({ topic, payload: '', qos, retain: false });

test('order is kept and the receive maximum is never passed, however acknowledgements come', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom<0 | 1 | 'ack'>(0, 1, 'ack'), { maxLength: 100 }),
      (maximum, steps) => {
        const sent: string[] = [];
        const open: (() => void)[] = [];
        const window = new SendWindow(maximum, ({ topic, qos }, acknowledged) => {
          sent.push(topic);
          if (qos === 1) open.push(acknowledged);
          expect(open.length).toBeLessThanOrEqual(maximum);
        });
        const pushed: string[] = [];
        for (const [index, step] of steps.entries()) {
          if (step === 'ack') open.shift()?.();
          else if (window.push(message(String(index), step))) pushed.push(String(index));
        }
        while (open.length > 0) open.shift()?.();
        expect(sent).toEqual(pushed);
      },
    ),
  );
});

test('a stalled broker leads to refusal, not to memory without end', () => {
  const window = new SendWindow(1, () => undefined);
  expect(window.push(message('first', 1))).toBe(true);
  for (let count = 0; count < ADAPTER_LIMITS.outgoingMessages; count++) expect(window.push(message('x', 1))).toBe(true);
  expect(window.push(message('one too many', 1))).toBe(false);
});
