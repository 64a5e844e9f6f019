import { expect, test } from 'vitest';
import { renderTemplate } from '../../src/text/template.ts';

test('fills names with strings as they are and other JSON as canonical JSON', () => {
  const values = { name: 'Ada "A."', n: 1.5, list: [1, { b: 1, a: null }] };
  expect(renderTemplate('{{name}}|{{ n }}|{{list}}', values)).toEqual({
    ok: true,
    text: 'Ada "A."|1.5|[1,{"a":null,"b":1}]',
  });
});

test('reaches nested values and array items, and prefers a property whose name holds dots', () => {
  const values = { order: { items: [{ id: 'x1' }] }, 'a.b': 'direct', a: { b: 'nested' } };
  expect(renderTemplate('{{order.items.0.id}} {{a.b}}', values)).toEqual({ ok: true, text: 'x1 direct' });
});

test('never reaches inherited properties', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'a.constructor.name', 's.toUpperCase']) {
    expect(renderTemplate(`{{${name}}}`, { a: {}, s: 'x' })).toEqual({ ok: false, missing: name });
  }
});

test('does not read what was filled in as a template, nor `$` patterns', () => {
  const values = { text: '{{secret}} $& $1', secret: 'LEAK' };
  expect(renderTemplate('>{{text}}<', values)).toEqual({ ok: true, text: '>{{secret}} $& $1<' });
});

test('names the first missing value', () => {
  expect(renderTemplate('{{a}} {{b}} {{c}}', { a: '1' })).toEqual({ ok: false, missing: 'b' });
});

test('leaves braces around anything but a name', () => {
  const text = 'Answer as {"a": {"b": 1}} or {{ not a name }} or {{}} or {{#if x}}';
  expect(renderTemplate(text, {})).toEqual({ ok: true, text });
});

test('is linear on hostile templates', () => {
  const hostile = `${'{{ '.repeat(50_000)}${'{{'.repeat(50_000)}${' '.repeat(100_000)}`;
  const started = performance.now();
  renderTemplate(hostile, {});
  expect(performance.now() - started).toBeLessThan(2000);
});
