// An embedded calculator: the same calculator as everywhere, and what ties its frame to the page around it.

import "./embed_look.js"; // before the calculator begins, for it may be in the other language
import "../calculator/calculator.js";
import "./host.js";
