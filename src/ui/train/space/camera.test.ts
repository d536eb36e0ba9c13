import { expect, test } from 'vitest';
import { bringIntoView, panBy, toMap, toScreen, viewMatrix, wholeMap, zoomAt } from './camera';

const frame = { width: 600, height: 400 };

test('the whole map stands in the middle, as high as the drawing, y upward', () => {
  expect(toScreen(wholeMap, frame, 0, 0)).toEqual([300, 200]);
  expect(toScreen(wholeMap, frame, 1, 1)).toEqual([500, 0]);
  expect(toScreen({ x: 0.5, y: -0.5, zoom: 4 }, frame, 0.75, -0.5)).toEqual([500, 200]);
});

test('a place on the screen leads back to the map', () => {
  const camera = { x: 0.2, y: -0.3, zoom: 3 };
  const [x, y] = toMap(camera, frame, ...toScreen(camera, frame, 0.4, 0.1));
  expect([x, y].map((value) => Number(value.toFixed(12)))).toEqual([0.4, 0.1]);
});

test('zooming keeps what lies under the pointer, and stays between the whole map and 200 times that', () => {
  const near = zoomAt(wholeMap, frame, 400, 100, 2);
  // (400, 100) shows (0.5, 0.5): at twice the size the middle is half as far from it.
  expect(near).toEqual({ x: 0.25, y: 0.25, zoom: 2 });
  expect(toScreen(near, frame, 0.5, 0.5)).toEqual([400, 100]);
  expect(zoomAt(near, frame, 400, 100, 1 / 8).zoom).toBe(1);
  expect(zoomAt(near, frame, 400, 100, 1e6).zoom).toBe(200);
});

test('panning moves with the pointer, and the middle stays on the map', () => {
  expect(panBy({ x: 0, y: 0, zoom: 2 }, frame, 40, 80)).toEqual({ x: -0.1, y: 0.2, zoom: 2 });
  expect(panBy(wholeMap, frame, -5000, -5000)).toEqual({ x: 1, y: -1, zoom: 1 });
});

test('a place outside is brought to the edge, one inside moves nothing', () => {
  const camera = { x: 0, y: 0, zoom: 10 };
  // 1 unit is 2,000 px: (0.5, 0) would be at 1,300 px and comes to 600 - 24 = 576.
  expect(toScreen(bringIntoView(camera, frame, 0.5, 0), frame, 0.5, 0)[0]).toBeCloseTo(576, 9);
  expect(bringIntoView(camera, frame, 0.1, 0.05)).toEqual(camera);
});

test('the matrix places points as the camera does: in a drawing 2 high and 3 wide', () => {
  const camera = { x: 0.25, y: 0.5, zoom: 2 };
  const m = viewMatrix(camera, frame);
  const [x, y] = [m[0]! * 0.5 + m[12]!, m[5]! * 0.75 + m[13]!];
  expect([300 + x * 200, 200 - y * 200]).toEqual(toScreen(camera, frame, 0.5, 0.75));
  // Where the drawing is narrow its width decides: 1 lies at the right edge, 0.5 of half the height.
  expect(viewMatrix(wholeMap, { width: 200, height: 400 })[0]).toBe(0.5);
});
