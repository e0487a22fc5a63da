/** The contract of every route, as a viewer sees it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@understudy/api';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FakeHost } from './fake-host.ts';

let folder = '';
let host: FakeHost;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-api-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>viewer</title>');
  await writeFile(join(folder, 'scene.glb'), 'glTF-binary');
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  host = new FakeHost();
  app = await createApi({ host, viewerFolder: folder, sceneFile: join(folder, 'scene.glb') });
  return () => app.close();
});

const post = (url: string, payload: InjectOptions['payload'], headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });

test('the room comes without its player models', async () => {
  const reply = await app.inject('/api/room');
  expect(reply.statusCode).toBe(200);
  expect(Object.keys(reply.json())).toEqual(['manifest', 'controllers', 'graph', 'objectives', 'rules', 'physics']);
});

test('the scene is a glTF binary', async () => {
  const reply = await app.inject('/api/scene');
  expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
    200,
    'model/gltf-binary',
    'glTF-binary',
  ]);
});

test('a room without a scene says so', async () => {
  const bare = await createApi({ host });
  const reply = await bare.inject('/api/scene');
  expect([reply.statusCode, reply.json().code]).toEqual([404, 'NO_SCENE']);
  await bare.close();
});

test('health tells state, room and viewers', async () => {
  const reply = await app.inject('/api/health');
  expect(reply.json()).toEqual({ status: 'ok', busUp: true, engineMs: 12, counters: {}, room: 'closet', viewers: 0 });
});

test('the viewer is served, with a policy that keeps everything foreign out', async () => {
  const reply = await app.inject('/');
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain('viewer');
  const policy = String(reply.headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(reply.headers['strict-transport-security']).toBeUndefined();
});

test('nothing outside the viewer folder is served', async () => {
  const reply = await app.inject('/..%2f..%2fetc/passwd');
  expect([403, 404]).toContain(reply.statusCode);
  expect(Object.keys(API_KEYS(reply.json()))).toEqual(['code', 'message']);
});

/** The fields that every error has. */
const API_KEYS = ({ code, message }: { code: string; message: string }) => ({ code, message });

test.each([
  [{ action: 'START_GRAPH' }],
  [{ action: 'ESTOP' }],
  [{ action: 'REQUEST_SAFETY_RESET' }],
  [{ action: 'CONFIRM_SAFETY_RESET', token: 'abc' }],
  [{ action: 'SKIP_NODE', node: 'begin' }],
  [{ action: 'DISPATCH', device: 'closet_lamp', parameters: { op: 'on' } }],
  [{ action: 'RELEASE', device: 'closet_lamp' }],
])('operator request %j reaches the host as it is', async (body) => {
  const reply = await post('/api/operator', body, { 'x-operator': 'Ada L.' });
  expect([reply.statusCode, reply.json()]).toEqual([200, { ok: true }]);
  expect(host.asked).toEqual([['operator', 'Ada L.', body]]);
});

test.each([
  ['/api/operator', { action: 'FLY' }, 400, 'BAD_REQUEST'],
  ['/api/operator', {}, 400, 'BAD_REQUEST'],
  ['/api/operator', { action: 'ESTOP', extra: 1 }, 400, 'BAD_REQUEST'],
  ['/api/operator', { action: 'CONFIRM_SAFETY_RESET' }, 400, 'BAD_REQUEST'],
  ['/api/operator', { action: 'SKIP_NODE', node: 'nowhere' }, 404, 'UNKNOWN_NODE'],
  ['/api/operator', { action: 'HINT', objective: 'nothing' }, 404, 'UNKNOWN_OBJECTIVE'],
  ['/api/operator', { action: 'RELEASE', device: 'toaster' }, 404, 'UNKNOWN_DEVICE'],
  ['/api/act', { plant: 'lever' }, 400, 'BAD_REQUEST'],
  ['/api/act', { plant: 'lever', action: 'pull', value: '1' }, 400, 'BAD_REQUEST'],
  ['/api/run', {}, 400, 'BAD_REQUEST'],
  ['/api/run', { speed: 0 }, 400, 'BAD_REQUEST'],
  ['/api/run', { speed: 101 }, 400, 'BAD_REQUEST'],
  ['/api/run', { paused: 'no' }, 400, 'BAD_REQUEST'],
  ['/api/nothing', {}, 404, 'NOT_FOUND'],
])('POST %s %j is refused with %i %s and asks nothing of the host', async (url, body, status, code) => {
  const reply = await post(url, body);
  expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  expect(host.asked).toEqual([]);
});

test('a body that is no JSON, too large or of another type has its own code', async () => {
  const json = { 'content-type': 'application/json' };
  expect((await post('/api/act', '{"plant":', json)).json().code).toBe('BAD_JSON');
  expect((await post('/api/act', JSON.stringify({ plant: 'x'.repeat(5000) }), json)).json().code).toBe(
    'BODY_TOO_LARGE',
  );
  expect((await post('/api/act', 'plant=1', { 'content-type': 'text/plain' })).json().code).toBe(
    'UNSUPPORTED_MEDIA_TYPE',
  );
});

test('an operator name that is no name is refused', async () => {
  const reply = await post('/api/operator', { action: 'ESTOP' }, { 'x-operator': '<script>' });
  expect(reply.json()).toMatchObject({ code: 'BAD_OPERATOR_NAME', seen: '<script>' });
});

test('act, run and restart reach the host', async () => {
  await post('/api/act', { plant: 'lever', action: 'pull' });
  await post('/api/act', { plant: 'valve', action: 'turn', value: 0.25 });
  await post('/api/run', { speed: 50, paused: false });
  const reply = await post('/api/restart', undefined);
  expect(reply.json()).toEqual({ ok: true });
  expect(host.asked).toEqual([
    ['act', 'lever', 'pull', undefined],
    ['act', 'valve', 'turn', 0.25],
    ['run', { speed: 50, paused: false }],
    ['restart'],
  ]);
});

test('what the host refuses is told with its code and status', async () => {
  host.result = { ok: false, code: 'BLOCKED', message: 'the lock holds', expected: 'open', seen: 'held' };
  const reply = await post('/api/act', { plant: 'door', action: 'open' });
  expect([reply.statusCode, reply.json()]).toEqual([
    409,
    { code: 'BLOCKED', message: 'the lock holds', expected: 'open', seen: 'held' },
  ]);
});

test('a defect of the host is an INTERNAL error that tells no details', async () => {
  host.restart = () => Promise.reject(new Error('secret path'));
  const reply = await post('/api/restart', undefined);
  expect([reply.statusCode, reply.json().code]).toEqual([500, 'INTERNAL']);
  expect(reply.body).not.toContain('secret');
});
