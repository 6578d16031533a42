/** On every page: small things only. Maps come later, from carte.js. */

import { setUpActions } from "./actions.js";
import { watchFileLinks } from "./adresses.js";
import { watchMaps } from "./attente.js";
import { setUpMenu } from "./menu.js";
import { setUpSearch } from "./recherche.js";

watchFileLinks();
setUpMenu();
setUpSearch();
setUpActions();
watchMaps();
