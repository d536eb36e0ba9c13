export function ZoomButtons({ zoom, whole }: { zoom(factor: number): void; whole(): void }) {
  return (
    <div className="map-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" onClick={() => zoom(1.5)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.5)}>
        −
      </button>
      <button type="button" aria-label="Show the whole map" onClick={whole}>
        ⤢
      </button>
    </div>
  );
}
