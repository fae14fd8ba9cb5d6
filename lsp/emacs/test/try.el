;;; try.el --- Tries easui in Emacs: emacs --batch -l try.el -- PROGRAM FOLDER  -*- lexical-binding: t -*-

;; FOLDER is empty. What does not hold is an error, with which a batch ends.

(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)

(defvar try-program (nth 1 command-line-args-left))
(defvar try-folder (nth 2 command-line-args-left))
(setq command-line-args-left nil)

(defun try-until (what holds)
  "Wait until HOLDS gives something, and return that; WHAT is told in vain."
  (or (cl-loop repeat 100 thereis (funcall holds) do (accept-process-output nil 0.1))
      (error "Waited in vain until %s" what)))

(defun try-open (name text)
  "Visit a new file of a NAME with a TEXT, and connect the server to it."
  (find-file (expand-file-name name try-folder))
  (insert text)
  (save-buffer)
  (if (string-suffix-p ".json" name) (js-mode) (conf-mode))
  (eglot-ensure)
  ;; A batch has no moment after a command, in which it would connect.
  (eglot--maybe-activate-editing-mode)
  (run-hooks 'post-command-hook)
  (try-until "the server is connected" #'eglot-current-server))

(defun try-choices (label)
  "The choices at point once LABEL is one of them."
  (pcase-let ((`(,start ,end ,table . ,_) (eglot-completion-at-point)))
    (try-until (format "%s is a choice" label)
               (lambda () (car (member label (all-completions (buffer-substring start end) table)))))))

(setq eglot-server-programs `((((js-mode :language-id "json") (conf-mode :language-id "yaml")) . (,try-program)))
      eglot-sync-connect 10)
(make-directory (expand-file-name ".git" try-folder))

(try-open "chat.service.json" "{\"metadata\": {\"name\": \"chat\", \"instnce\": 2, }, \"containers\": []}\n")
(flymake-mode 1)
(flymake-start)
(let ((told (try-until "the mistake is found"
                       (lambda () (cl-find-if (lambda (found) (string-match-p "instnce" (flymake-diagnostic-text found)))
                                              (flymake-diagnostics))))))
  (cl-assert (eq (char-after (flymake-diagnostic-beg told)) ?\")))

(goto-char (point-min))
(search-forward "2, ")
(try-choices "workspace_id")

(search-backward "name")
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (cl-assert (plist-get hover :contents) t))
(search-forward "instnce")
(let* ((place (1- (point)))
       (actions (eglot-code-actions place (1+ place) "quickfix"))
       (fix (cl-find-if (lambda (action) (string-match-p "Rename" (plist-get action :title))) actions)))
  (cl-assert fix)
  (eglot--apply-workspace-edit (plist-get fix :edit)))
(cl-assert (string-match-p "\"instance\": 2" (buffer-string)))

(try-open "chat.service.yaml" "metadata:\n  name: chat\n  \n")
(search-backward "chat")
(forward-line)
(end-of-line)
(try-choices "instance")
(message "the server works in Emacs")
;;; try.el ends here
