/** Foreign hosts and pages get nothing done. */
import { createApi } from '@understudy/api';
import type { FastifyInstance } from 'fastify';
import { beforeEach, expect, test } from 'vitest';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
let app: FastifyInstance;
beforeEach(async () => {
  host = new FakeHost();
  app = await createApi({ host, allowedOrigins: ['http://localhost:5173'] });
  return () => app.close();
});

const act = (headers: Record<string, string>) =>
  app.inject({ method: 'POST', url: '/api/act', headers, payload: { plant: 'lever', action: 'pull' } });

test.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '10.0.0.1'])(
  'host %j is refused, for reading too',
  async (name) => {
    const reply = await app.inject({ url: '/api/room', headers: { host: name } });
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'FOREIGN_HOST']);
  },
);

test.each(['localhost', '127.0.0.1:8080', 'LOCALHOST:80', '[::1]:8080', '[::1]'])('host %j is ours', async (name) => {
  expect((await app.inject({ url: '/api/room', headers: { host: name } })).statusCode).toBe(200);
});

test.each([
  { origin: 'http://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:9999' },
  { origin: 'https://localhost:8080' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('a post with %j is refused', async (headers) => {
  const reply = await act({ host: 'localhost:8080', ...headers });
  expect([reply.statusCode, reply.json().code]).toEqual([403, 'FOREIGN_ORIGIN']);
  expect(host.asked).toEqual([]);
});

test.each([{}, { origin: 'http://localhost:8080' }, { origin: 'http://localhost:5173' }, { 'sec-fetch-site': 'none' }])(
  'a post with %j is taken',
  async (headers) => {
    const reply = await act({ host: 'localhost:8080', ...headers });
    expect(reply.statusCode).toBe(200);
    expect(host.asked).toHaveLength(1);
  },
);
