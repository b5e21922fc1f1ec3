import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig } from "vite";

// The engine's worker: one script that is started from a Blob, so that it works from a disk as well and is
// under the same Content-Security-Policy as the page; and the WebAssembly that it is handed.
const oxigraph = dirname(createRequire(import.meta.url).resolve("oxigraph/package.json"));

export default defineConfig({
  build: {
    outDir: "built",
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/engine/worker.ts",
      output: { format: "iife", entryFileNames: "engine.js" },
    },
  },
  resolve: { alias: { "oxigraph/web": join(oxigraph, "web.js") } },
  plugins: [
    {
      name: "the engine's WebAssembly",
      // Its loader names a file beside itself, which it never needs: it is handed the bytes.
      transform: (code: string, id: string) =>
        id.endsWith("oxigraph/web.js")
          ? code.replace(/new URL\(['"]web_bg\.wasm['"], import\.meta\.url\)/, "undefined")
          : undefined,
      closeBundle: () => copyFileSync(join(oxigraph, "web_bg.wasm"), "built/engine.wasm"),
    },
  ],
});
