/** What every page of the site runs. */
import "./explained.js";
import "./search.js";
import "../offline/offline.js";
