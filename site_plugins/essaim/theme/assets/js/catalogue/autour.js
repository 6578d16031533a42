/** « Autour de »: a commune from our own files, an address from the national service, or one's position. */

import { writeNumber } from "../nombres.js";
import { say } from "../textes.js";
import { setUpPlaceField } from "./champ-lieu.js";
import { findCommune } from "./communes.js";
import { round } from "./parametres.js";

const POSITION = { timeout: 15_000, maximumAge: 300_000 };
/** About ten metres: enough to sort by distance, and no more than a shared link should tell. */
const DECIMALS = 4;

/** @param {import("./page.js").Heart} heart */
export function setUpNear(heart) {
  const group = heart.part("autour");
  const field = group.querySelector("input");
  const notice = heart.part("autour-avis");
  const radius = group.querySelector("select");
  const locate = heart.part("ma-position");
  const tell = (words) => (notice.textContent = words);

  const choose = ({ nom, latitude, longitude, code }) => {
    tell("");
    heart.changer((etat) => {
      etat.autour = { nom, latitude: round(latitude, DECIMALS), longitude: round(longitude, DECIMALS), ...(code && { code }) };
      etat.tri = null;
    });
  };
  setUpPlaceField(field, group.querySelector("[role=listbox]"), {
    choose,
    clear: () => heart.etat.autour && heart.changer((etat) => (etat.autour = null)),
    tell,
  });
  radius.addEventListener("change", () =>
    heart.changer((etat) => (etat.rayon = Number(radius.value))),
  );
  if ("geolocation" in navigator) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      tell(say("position_attente"));
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => choose({ nom: say("ma_position"), ...readCoords(coords) }),
        () => tell(say("position_refusee")),
        POSITION,
      );
    });
  }

  /** An address that names a commune by its code gets its point from our files. */
  const resolve = async () => {
    const { autour } = heart.etat;
    if (!autour?.code || autour.latitude != null) return;
    try {
      const commune = await findCommune(autour.code);
      if (heart.etat.autour !== autour) return;
      if (commune) {
        heart.changer(
          (etat) => (etat.autour = { code: commune.code, nom: commune.nom, latitude: commune.latitude, longitude: commune.longitude }),
          { pousser: false },
        );
        return;
      }
      tell(say("commune_inconnue"));
    } catch (error) {
      console.warn(error);
      tell(say("communes_erreur"));
    }
    // Said once: the place that can't be had leaves the state.
    heart.changer((etat) => (etat.autour = null), { pousser: false });
  };

  return {
    show() {
      const { autour, rayon } = heart.etat;
      if (autour && autour.latitude == null) resolve();
      if (document.activeElement !== field) field.value = autour?.nom ?? "";
      heart.part("autour-rayon").hidden = !autour;
      addRadius(radius, rayon);
      radius.value = String(rayon);
    },
  };
}

function readCoords({ latitude, longitude }) {
  return { latitude, longitude };
}

/** A radius of the address bar may be none of ours. */
function addRadius(select, km) {
  if ([...select.options].some(({ value }) => value === String(km))) return;
  const option = select.options[0].cloneNode();
  option.value = String(km);
  option.textContent = select.options[0].textContent.replace(/[\d.,]+/, writeNumber(km));
  select.append(option);
}
