-- Read by vim.lsp.enable("easui") of Neovim 0.11 and later.
return require("easui").config()
