import { request } from 'node:http';
import { expect, it } from 'vitest';
import { example, falsim } from '../testing/command-line.ts';
import { servePage } from './serve-page.ts';

interface Got {
  readonly status: number | undefined;
  readonly body: string;
}

function get(port: string, path = '/', host = `127.0.0.1:${port}`, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { agent: false, host: '127.0.0.1', port, path, method, headers: { host } },
      (answer) => {
        let body = '';
        answer.on('data', (piece: Buffer) => {
          body += piece;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, body }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

it('serves one page, to who asks for this machine by its address', async () => {
  const server = await servePage('<p>ä</p>');
  const { hostname, port } = new URL(server.url);
  expect(hostname).toBe('127.0.0.1');
  try {
    expect(await get(port)).toEqual({ status: 200, body: '<p>ä</p>' });
    expect(await get(port, '/', `localhost:${port}`)).toMatchObject({ status: 200 });
    expect(await get(port, '/', '127.0.0.1:1')).toEqual({
      status: 403,
      body: 'not at this name\n',
    });
    expect(await get(port, '/', `evil.example:${port}`)).toMatchObject({ status: 403 });
    expect(await get(port, '/../etc/passwd')).toMatchObject({ status: 404 });
    expect(await get(port, '/', undefined, 'POST')).toMatchObject({ status: 405 });
    expect(await get(port, '/', undefined, 'HEAD')).toEqual({ status: 200, body: '' });
  } finally {
    await server.close();
  }
  await expect(get(port)).rejects.toThrow('ECONNREFUSED');
});

it('a model that cannot run in a page is bad input, and nothing is served', async () => {
  const { code, out, err } = await falsim(['explore', example('relu-paths-2-2-1')]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('cannot run in a page');
});
