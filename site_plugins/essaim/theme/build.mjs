// Bundles the theme's sources into assets/dist: what the built site carries, nothing remote.
//
//   essaim.js     on every page, small
//   carte.js      Leaflet and the markers, fetched by essaim.js when a map comes near
//   catalogue.js  the catalogue page
//   trouver.js    initiatives in the search box, fetched by essaim.js when it opens
//   quartier.js   « Dans quel quartier ? »
//   territoires.js  the search of the page of territories
//   *.css         beside them, the two fonts and the favicon
//
// Classic scripts (IIFE), not modules: browsers refuse modules from file://.
import { build } from "esbuild";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const theme = dirname(fileURLToPath(import.meta.url));
const assets = join(theme, "assets");
const out = join(assets, "dist");
const locate = createRequire(import.meta.url).resolve;

const FONTS = {
  "titres.woff2":
    "@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff2",
  "texte.woff2":
    "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
};

const BUNDLES = [
  { in: join(assets, "js", "essaim.js"), out: "essaim" },
  { in: join(assets, "js", "carte.js"), out: "carte" },
  { in: join(assets, "js", "catalogue", "page.js"), out: "catalogue" },
  { in: join(assets, "js", "catalogue", "trouver.js"), out: "trouver" },
  { in: join(assets, "js", "territoires", "quartier.js"), out: "quartier" },
  { in: join(assets, "js", "territoires", "territoires.js"), out: "territoires" },
  { in: join(assets, "css", "essaim.css"), out: "essaim" },
  { in: join(assets, "css", "carte.css"), out: "carte" },
];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all(
  BUNDLES.map(({ in: entry, out: name }) =>
    build({
      entryPoints: [{ in: entry, out: name }],
      outdir: out,
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      legalComments: "inline",
      external: ["*.woff2"],
      // Leaflet's pictures are for controls and markers that we do not have.
      loader: { ".png": "empty" },
      logLevel: "warning",
    }),
  ),
);
await copyFile(join(assets, "img", "favicon.svg"), join(out, "favicon.svg"));
await Promise.all(
  Object.entries(FONTS).map(([name, source]) => copyFile(locate(source), join(out, name))),
);

const scripts = BUNDLES.filter(({ in: entry }) => entry.endsWith(".js")).map(({ out: name }) => `${name}.js`);
for (const name of [...scripts, "essaim.css", "carte.css", ...Object.keys(FONTS)]) {
  const { size } = await stat(join(out, name));
  console.log(`${name.padEnd(16)}${String(size).padStart(8)}`);
}
