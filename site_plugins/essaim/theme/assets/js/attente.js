/** Fetches the map script once a map comes near, so that pages without one stay light. */

import { findAddress } from "./textes.js";

const NEAR = "400px";

export function watchMaps() {
  const maps = document.querySelectorAll(".essaim-carte");
  if (!maps.length) return;
  if (!("IntersectionObserver" in window)) return loadMaps();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      loadMaps();
    },
    { rootMargin: NEAR },
  );
  maps.forEach((map) => observer.observe(map));
}

function loadMaps() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = findAddress("carteCss");
  const script = document.createElement("script");
  script.src = findAddress("carte");
  script.onerror = () => document.documentElement.classList.add("sans-carte");
  // The script measures: its style has to be there first.
  style.onload = style.onerror = () => document.head.append(script);
  document.head.append(style);
}
