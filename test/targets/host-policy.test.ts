import { describe, expect, it } from 'vitest';
import { createHostPolicy } from '../../src/targets/host-policy.ts';

const environment = { KEY: 'secret', OTHER: 'other', EMPTY: '' };
const permit = (hosts: Record<string, string | null>, url: string) =>
  createHostPolicy(hosts, environment).permit(new URL(url));

describe('host policy', () => {
  it.each([
    [{ 'api.openai.com': 'KEY' }, 'https://api.openai.com/v1'],
    [{ 'api.openai.com': 'KEY' }, 'https://API.OpenAI.com.:443/v1'],
    [{ 'gateway.example:8443': 'KEY' }, 'https://gateway.example:8443/'],
    [{ 'gateway.example': 'OTHER', 'gateway.example:8443': 'KEY' }, 'https://gateway.example:8443/'],
    [{ '127.0.0.1': 'KEY' }, 'http://127.0.0.1:43117/v1'],
    [{ localhost: 'KEY' }, 'http://localhost:8000/v1'],
    [{ '::1': 'KEY' }, 'http://[::1]:8000/v1'],
    [{ '[::1]:8000': 'KEY' }, 'http://[::1]:8000/v1'],
  ])('%j lets %s through with its key', (hosts, url) => {
    expect(permit(hosts, url)).toEqual({ key: 'secret', keyName: 'KEY' });
  });

  it('sends no key where policy says null', () => {
    expect(permit({ '127.0.0.1': null }, 'http://127.0.0.1:1/')).toEqual({});
  });

  it.each([
    [{}, 'https://api.openai.com/v1'],
    [{ 'api.openai.com': 'KEY' }, 'https://api.openai.com:8443/v1'],
    [{ 'api.openai.com': 'KEY' }, 'https://api.openai.com.evil.example/v1'],
    [{ 'api.openai.com': 'KEY' }, 'https://evil-api.openai.com/v1'],
    [{ 'gateway.example:8443': 'KEY' }, 'https://gateway.example/'],
    [{ '127.0.0.1:9000': 'KEY' }, 'http://127.0.0.1:9001/'],
    [{ 'api.openai.com': 'KEY' }, 'http://api.openai.com/v1'],
    [{ 'api.openai.com': 'KEY' }, 'https://me:pw@api.openai.com/v1'],
    [{ constructor: 'KEY' }, 'https://tostring/v1'],
  ])('%j refuses %s', (hosts, url) => {
    expect(() => permit(hosts as Record<string, string>, url)).toThrow(
      expect.objectContaining({ kind: 'host-refused' }),
    );
  });

  it('says how to mend an unlisted host and an unset key', () => {
    expect(() => permit({}, 'https://new.example/')).toThrow(
      expect.objectContaining({ mend: expect.stringContaining('`hosts:` in steelyard.yaml of the base branch') }),
    );
    for (const name of ['MISSING', 'EMPTY']) {
      expect(() => permit({ 'new.example': name }, 'https://new.example/')).toThrow(
        expect.objectContaining({ kind: 'unauthorized', mend: expect.stringContaining(`set ${name}`) }),
      );
    }
  });
});
