import { describe, expect, it } from 'vitest';
import { type DeviceFacts, notReady } from './readiness.ts';
import type { ReadyDefinition } from './ready.ts';

const READY: ReadyDefinition = {
  devices: {
    door: { is: { position: 'low', motion: ['stopped', 'reverse'] }, by: 'operation' },
    crank: { is: { count: { above: -5, below: 5 } }, by: 'staff' },
    panel: { by: 'itself' },
  },
  reset: [{ title: 'Shut the door' }],
};
const SAFE = { kind: 'SAFE', latched: false } as const;
const SOUND: Readonly<Record<string, DeviceFacts>> = {
  door: { presence: 'ONLINE', safety: SAFE, state: { position: 'low', motion: 'stopped' } },
  crank: { presence: 'ONLINE', safety: SAFE, state: { count: 4 } },
  panel: { presence: 'ONLINE', safety: SAFE, state: {} },
};
const told = (facts: Readonly<Record<string, DeviceFacts>>) =>
  notReady(READY, (device) => facts[device]).map(
    ({ device, property, expected, seen, by }) => `${device} ${property}: ${expected}, not ${seen} (${by})`,
  );

describe('notReady', () => {
  it('has nothing to say of a room that may begin', () => {
    expect(told(SOUND)).toEqual([]);
  });

  it('names each device, what it should be, what it is and who sees to it', () => {
    expect(
      told({
        door: { ...SOUND.door, state: { position: 'high', motion: 'forward' } } as DeviceFacts,
        crank: { ...SOUND.crank, state: { count: 5 } } as DeviceFacts,
        panel: { presence: 'ONLINE', safety: { kind: 'E_STOP', latched: true }, state: {} },
      }),
    ).toEqual([
      'door position: low, not high (operation)',
      'door motion: stopped or reverse, not forward (operation)',
      'crank count: above -5 and below 5, not 5 (staff)',
      'panel safety: SAFE, not E_STOP, latched (itself)',
    ]);
  });

  it('takes nothing for granted of a device that is silent or says too little', () => {
    const { panel: _panel, ...two } = SOUND;
    expect(
      told({
        ...two,
        door: { ...SOUND.door, presence: 'OFFLINE' } as DeviceFacts,
        crank: { ...SOUND.crank, state: null } as DeviceFacts,
      }),
    ).toEqual([
      'door presence: ONLINE, not OFFLINE (operation)',
      'crank count: above -5 and below 5, not nothing (staff)',
      'panel presence: ONLINE, not UNSEEN (itself)',
    ]);
  });
});
