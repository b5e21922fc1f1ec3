import "./style/explorer.css";
import { shell } from "./shell";

const root = document.getElementById("explorer");
if (root !== null) {
  root.replaceChildren();
  shell(root);
}
