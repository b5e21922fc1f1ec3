import { copyFileSync } from "node:fs";
import { defineConfig } from "vite";

// The page: one script and one style sheet. Which page carries them, and how, is up to whoever writes it
// (determinants/explorer/paging.py): a folder of files, one file, or a server.
export default defineConfig({
  build: {
    outDir: "built",
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/main.ts",
      output: {
        format: "iife",
        entryFileNames: "explorer.js",
        assetFileNames: "explorer[extname]",
        inlineDynamicImports: true,
      },
    },
  },
  plugins: [
    {
      name: "what is prepared",
      closeBundle: () => copyFileSync("src/pages/layouts.json", "built/layouts.json"),
    },
  ],
});
