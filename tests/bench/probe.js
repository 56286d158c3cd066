// Runs before anything else in every page that `make bench` opens, the app's and the static one
// alike. `drawn`: milliseconds from the start of the navigation until the page's last line stands
// and every chart in sight holds a mark. `changed`: from the last key or pointer press until the
// last change of text or drawing in the page, once all stands still again.
(() => {
  const STILL = 300; // milliseconds without a change
  const bench = (window.bench = { drawn: 0, pressed: 0, last: 0, before: "" });
  const all = (query) => [...document.querySelectorAll(query)];
  const main = () => document.querySelector("[data-testid=stMain]") ?? document.body;
  const signature = () => main().innerText;
  const stands = () =>
    document.body?.textContent.includes("@FOOTER@") &&
    !document.querySelector("[data-testid=stSkeleton]") &&
    all("[data-testid=stVegaLiteChart], .vega").every(
      (chart) => !chart.checkVisibility() || chart.querySelector("svg .role-mark > *"),
    ) &&
    all("[data-testid=stDeckGlJsonChart], .deck").every((map) => map.querySelector("canvas"));
  const rests = () => !document.querySelector("[data-test-script-state=running]");
  const frame = () => {
    if (stands()) bench.drawn = performance.now();
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  for (const kind of ["keydown", "pointerdown"])
    addEventListener(kind, () => (bench.pressed = performance.now()), { capture: true });
  bench.begin = () => {
    bench.before = signature();
    bench.last = 0;
    bench.watch?.disconnect();
    bench.watch = new MutationObserver(() => (bench.last = performance.now()));
    bench.watch.observe(main(), { childList: true, characterData: true, subtree: true });
  };
  bench.changed = () =>
    bench.last > bench.pressed &&
    performance.now() - bench.last > STILL &&
    rests() &&
    stands() &&
    signature() !== bench.before
      ? bench.last - bench.pressed
      : 0;
})();
