// Solves the task of ALTCHA in the background: it finds the number whose SHA-256, after the salt, is the challenge.
(() => {
  "use strict";
  const input = document.querySelector("[data-challenge]");
  const form = input.form;
  const task = JSON.parse(input.dataset.challenge);
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const solve = async () => {
    for (let number = 0; number <= task.maxNumber; number++) {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(task.salt + number));
      if (hex(digest) !== task.challenge) continue;
      const { algorithm, challenge, salt, signature } = task;
      input.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      return;
    }
  };

  // Where it cannot be solved, as over plain http, the form is sent without: nothing that was typed is lost.
  const solved = solve().catch(() => {});
  form.addEventListener("submit", async (event) => {
    if (input.value) return;
    event.preventDefault();
    await solved;
    form.submit();
  });
})();
