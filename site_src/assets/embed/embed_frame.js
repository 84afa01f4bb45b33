// An embedded calculator: the same calculator as everywhere, and what ties its frame to the page around it.

import "../calculator/calculator.js";
import "./host.js";
