import { describe, expect, it } from 'vitest';
import { Heartbeats } from './heartbeats.ts';

const TOPIC = 'room/small/controller/box/heartbeat';
const beat = (uptime: number, kind = 'SAFE'): string => `{"uptime_ms":${uptime},"safety_state":{"kind":"${kind}"}}`;

describe('heartbeats', () => {
  it('are told in short while they say nothing new', () => {
    const heartbeats = new Heartbeats();
    expect(heartbeats.repeat('box', TOPIC, beat(1000))).toBeUndefined();
    expect(heartbeats.repeat('box', TOPIC, beat(2000))).toEqual({ from: 'box', uptimeMs: 2000 });
    expect(heartbeats.repeat('other', TOPIC, beat(2000))).toBeUndefined();
    expect(heartbeats.repeat('box', TOPIC, beat(3000, 'E_STOP'))).toBeUndefined();
    expect(heartbeats.repeat('box', TOPIC, beat(4000))).toBeUndefined();
    expect(heartbeats.repeat('box', TOPIC, '{broken')).toBeUndefined();
    expect(heartbeats.repeat('box', 'room/small/device/box_lamp/state', beat(4000))).toBeUndefined();
  });
});
