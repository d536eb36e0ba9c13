import { expect, test } from 'vitest';
import { joinBytes } from '../../bundle/joinBytes';
import { curveKeys, decodeCurves, encodePart, type CurveBytes, type CurvesPart } from './curveFiles';
import { changeAt, epochAt, partOf, probeAt, stateAt, stepAt } from './fixtures/run';
import { ROW_BYTES, stepKeys } from './stepRows';

function joined(...parts: CurvesPart[]): CurveBytes {
  const encoded = parts.map(encodePart);
  const of = (key: keyof CurvesPart) => joinBytes(encoded.map((part) => part[key]));
  return { steps: of('steps'), epochs: of('epochs'), probes: of('probes'), changes: of('changes') };
}

const empty = joined();
const bytes = joined(partOf(1, 12, [changeAt(4)]), partOf(13, 30, [changeAt(15), changeAt(20)]));

test('what was appended in parts is read as one, bit for bit, numbers that are not finite among them', () => {
  const { curves, lengths, faults } = decodeCurves(bytes, null);
  expect(curves.epochs).toStrictEqual([epochAt(1), epochAt(2), epochAt(3)]);
  // The condition of their texts is Infinity.
  expect(curves.probes).toStrictEqual([5, 10, 15, 20, 25, 30].map(probeAt));
  expect(curves.changes).toStrictEqual([changeAt(4), changeAt(15), changeAt(20)]);
  for (const key of stepKeys) expect(curves.steps[key]).toStrictEqual(Float64Array.from({ length: 30 }, (_, i) => stepAt(i + 1)[key]));
  expect([lengths.steps, lengths.epochs, lengths.probes, lengths.changes]).toEqual(curveKeys.map((key) => bytes[key].length));
  expect([lengths.steps, faults]).toEqual([30 * 88, []]);
});

test('a state cuts them off after its step and its epoch', () => {
  // Step 20 is the end of epoch 2. The change at 20 is not in the state: it was made after it was stored.
  const { curves, lengths, faults } = decodeCurves(bytes, stateAt(20, [changeAt(4), changeAt(15), changeAt(99)]));
  expect(curves.steps.step).toEqual(Float64Array.from({ length: 20 }, (_, i) => i + 1));
  expect(curves.epochs).toEqual([epochAt(1), epochAt(2)]);
  expect(curves.probes.map(({ step }) => step)).toEqual([5, 10, 15, 20]);
  expect(curves.changes).toEqual([changeAt(4), changeAt(15)]);
  const kept = joined({ steps: Array.from({ length: 20 }, (_, i) => stepAt(i + 1)), epochs: curves.epochs, probes: curves.probes, changes: curves.changes });
  expect(lengths).toEqual({ steps: 20 * ROW_BYTES, epochs: kept.epochs.length, probes: kept.probes.length, changes: kept.changes.length });
  expect(faults).toEqual([]);
});

test('a change at the step of the state stays where the state knows it', () => {
  const { curves } = decodeCurves(bytes, stateAt(20, [changeAt(4), changeAt(15), changeAt(20)]));
  expect(curves.changes).toEqual([changeAt(4), changeAt(15), changeAt(20)]);
});

test('an end that is not whole is left out, wherever it is torn', () => {
  for (const key of curveKeys) {
    for (let length = 0; length <= bytes[key].length; length++) {
      const { lengths, faults } = decodeCurves({ ...empty, [key]: bytes[key].subarray(0, length) }, null);
      const whole = key === 'steps' ? Math.floor(length / ROW_BYTES) * ROW_BYTES : bytes[key].lastIndexOf(10, length - 1) + 1;
      expect(lengths[key], `${key}, ${length} bytes`).toBe(length === 0 ? 0 : whole);
      expect(faults).toHaveLength(lengths[key] === length ? 0 : 1);
    }
  }
});

test('zeros that a lost power leaves at the end are no steps and no lines', () => {
  const zeros = new Uint8Array(200);
  const torn: CurveBytes = { steps: joinBytes([bytes.steps, zeros]), epochs: joinBytes([bytes.epochs, zeros]), probes: joinBytes([bytes.probes, zeros]), changes: joinBytes([bytes.changes, zeros]) };
  const { lengths, faults } = decodeCurves(torn, null);
  expect(curveKeys.map((key) => lengths[key])).toEqual(curveKeys.map((key) => bytes[key].length));
  expect(faults.map(({ message }) => message)).toEqual([
    'steps.bin, row 30: expected 88 bytes of a step after 30, got step 0.',
    'epochs.jsonl, line 3: expected a whole line, got 200 bytes without an end.',
    'probes.jsonl, line 6: expected a whole line, got 200 bytes without an end.',
    'changes.jsonl, line 3: expected a whole line, got 200 bytes without an end.',
  ]);
});

test('a line that holds something else ends the curve, and is told by its place', () => {
  const line = (text: string) => decodeCurves({ ...bytes, changes: new TextEncoder().encode(`{"step":1,"key":"turn","value":"nets"}\n${text}\n`) }, null);
  expect(line('{"step":2,"key":"turn","value":"both"}').curves.changes).toEqual([{ step: 1, key: 'turn', value: 'nets' }, { step: 2, key: 'turn', value: 'both' }]);
  const faultOf = (text: string) => line(text).faults[0]?.message;
  expect(faultOf('{')).toMatch(/^changes\.jsonl, line 1: expected JSON, got: /);
  expect(faultOf('{"step":2,"key":"turn","value":"all"}')).toBe('changes.jsonl, line 1, turn: Who learns: expected one of both, nets, adversary, got all.');
  expect(faultOf('{"step":-1,"key":"turn","value":"nets"}')).toBe('changes.jsonl, line 1.step: expected a whole number of at least 0, got -1.');
  expect(faultOf('{"step":2,"key":"__proto__","value":"nets"}')).toBe('changes.jsonl, line 1.key: expected a setting of ALSCOR, got "__proto__".');
  expect(faultOf('{"step":2,"key":"turn","value":"nets","more":1}')).toBe('changes.jsonl, line 1: expected no other fields than step, key, value, got "more".');
});
